import { encodeCommand, memoryTransport } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { firstValueFrom } from 'rxjs';
import { World, soon } from './websocket/world.js';

const COMMAND = encodeCommand('ReadControllerIndexList', null, {});

/** Sends a frame as Node's functions give bytes, with a `slice` that copies nothing, and takes them back. */
function send(transport: Transport): void {
  const frame = Buffer.from(COMMAND);
  transport.send(frame);
  frame.fill(0);
}

describe("The bytes of a Buffer are the caller's again when it was sent", () => {
  it('to the other end of a memory transport', () => {
    const [one, other] = memoryTransport();
    const received: Uint8Array[] = [];
    other.frames$.subscribe((frame) => received.push(frame));
    one.frames$.subscribe();
    send(one);
    expect(received).toEqual([COMMAND]);
  });

  it('to a simulated kernel', async () => {
    const transport = createSimulator({ latency: 5 }).transport();
    const answer = firstValueFrom(transport.frames$);
    send(transport);
    expect([...(await answer)].slice(6, 8)).toEqual([...COMMAND].slice(0, 2));
  });

  it('to a bridge that there is no connection to yet', async () => {
    const world = await World.create();
    try {
      const transport = world.transport();
      const answer = soon(transport.frames$);
      send(transport);
      expect([...(await answer)].slice(6, 8)).toEqual([...COMMAND].slice(0, 2));
    } finally {
      await world.end();
    }
  });
});
