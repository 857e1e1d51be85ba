import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { TransportError } from '../../errors.js';
import { adviceOnErrno } from '../../error-codes.js';
import type { TransportErrorCode } from '../../error-codes.js';
import type { WaitingRoom } from './waiting-room.js';

/** A server of the bridge's own: it serves WebSockets only, and closes connections that do not ask for one in time. */
export function ownServer(room: WaitingRoom): Server {
  const server = createServer((_, response) => {
    response.writeHead(426, { connection: 'close', upgrade: 'websocket', 'content-type': 'text/plain' });
    response.end('This is a bridge of rx-btmgmt: it speaks WebSocket only.\n');
  });
  const leaving = new WeakMap<Socket, () => void>();
  server.on('connection', (socket) => {
    const leave = room.enter(() => socket.destroy());
    leaving.set(socket, leave);
    socket.once('close', leave);
  });
  // First of all: from now on it waits for its hello.
  server.on('upgrade', ({ socket }) => leaving.get(socket)?.());
  return server;
}

/** Lets a server listen, and says at which port. Rejects with a TransportError. */
export function listenAt(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = ({ code = '', errno = 0, message }: NodeJS.ErrnoException): void => {
      // A code of Linux that the table may not have.
      const known = code as TransportErrorCode;
      const why = adviceOnErrno(known, 'listen') || message;
      reject(
        new TransportError(
          known,
          'listen',
          Math.abs(errno),
          `The bridge can not listen at ${host}, port ${port}. ${why}`,
        ),
      );
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
