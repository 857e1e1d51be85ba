import { firstValueFrom } from 'rxjs';
import type { Transport } from '../../src/index.js';
import { Mgmt, encodeReply } from '../../src/index.js';
import { capture } from '../../src/transport/btsnoop/index.js';
import { hciSocket } from '../../src/transport/linux/index.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';
import { closeSockets, libc, socketPair } from '../support/sockets.js';

const VERSION = encodeReply('ReadManagementVersionInformation', null, { version: 1, revision: 23 });

/** A socket whose other end answers as the kernel does: before `send` has returned. */
function answered(): Transport {
  const { ours, theirs } = socketPair();
  const socket = hciSocket({ fd: ours });
  const buffer = new Uint8Array(64);
  return {
    frames$: socket.frames$,
    poll: () => socket.poll(),
    send: (frame) => {
      socket.send(frame);
      libc.recv(theirs, buffer);
      libc.send(theirs, VERSION);
    },
  };
}

const version$ = (mgmt: Mgmt) => mgmt.command$('ReadManagementVersionInformation', null);

describe('An answer that lies in the socket when send returns', () => {
  afterEach(closeSockets);

  /** How often the event loop turns until the last of so many commands, one after the other, is answered. */
  async function turnsFor(transport: Transport, commands: number): Promise<number> {
    const mgmt = new Mgmt(transport);
    mgmt.events$.subscribe();
    let turns = 0;
    let next = setImmediate(function count() {
      turns++;
      next = setImmediate(count);
    });
    for (let n = 0; n < commands; n++) await firstValueFrom(version$(mgmt));
    clearImmediate(next);
    mgmt.close();
    return turns;
  }

  it('is read before the event loop turns', async () => {
    expect(await turnsFor(answered(), 100)).toBe(0);
    expect(await turnsFor(capture(answered()), 100)).toBe(0);
  });

  it('leaves a turn to others now and then', async () => {
    const turns = await turnsFor(answered(), 1_000);
    expect(turns).toBeGreaterThan(0);
    expect(turns).toBeLessThan(50);
  });
});

describe('A client of a transport that can be polled', () => {
  let kernel: ScriptedKernel;
  let polls: number;
  let mgmt: Mgmt;

  beforeEach(() => {
    kernel = new ScriptedKernel();
    polls = 0;
    const { frames$ } = kernel;
    const poll = (): void => {
      polls++;
    };
    mgmt = new Mgmt({ frames$, send: (frame) => kernel.send(frame), poll });
  });
  afterEach(() => kernel.complete());

  it('polls once for all that was sent, after the code of the caller', async () => {
    for (const name of ['SetPowered', 'SetBondable', 'SetConnectable'] as const) record(mgmt.command$(name, 0, true));
    expect(polls).toBe(0);
    await Promise.resolve();
    expect(polls).toBe(1);
    record(mgmt.command$('SetLowEnergy', 0, true));
    await Promise.resolve();
    expect(polls).toBe(2);
  });

  it('does not poll what it has closed, or what could not be sent', async () => {
    record(mgmt.command$('SetPowered', 0, true));
    mgmt.close();
    await Promise.resolve();
    expect(polls).toBe(0);
  });

  it('does not poll for those who only listen', async () => {
    record(mgmt.events$);
    await Promise.resolve();
    expect(polls).toBe(0);
  });
});
