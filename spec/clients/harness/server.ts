import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Simulator } from 'rx-btmgmt/simulator';

const HEADER = 6;

/** Lets programs with the preloaded library use a simulated kernel: each connection to the path is a socket of it. */
export async function serve(simulator: Simulator, path: string): Promise<{ close(): Promise<void> }> {
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    connections.add(connection);
    connect(simulator, connection);
    connection.once('close', () => connections.delete(connection));
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}

function connect(simulator: Simulator, connection: Socket): void {
  const transport = simulator.transport();
  const subscription = transport.frames$.subscribe({
    next: (frame) => connection.write(frame),
    error: (error: unknown) => connection.destroy(error as Error),
  });
  let rest = Buffer.alloc(0);
  connection.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER) {
      const length = HEADER + rest.readUInt16LE(HEADER - 2);
      if (rest.length < length) break;
      transport.send(Uint8Array.from(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
  });
  // A program that was killed breaks its connection.
  connection.on('error', () => undefined);
  connection.once('close', () => subscription.unsubscribe());
}
