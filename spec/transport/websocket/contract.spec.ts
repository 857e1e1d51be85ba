import { createSimulator } from 'rx-btmgmt/simulator';
import type { Simulator } from 'rx-btmgmt/simulator';
import type { TransportBench, TransportUnderTest } from 'rx-btmgmt/testing';
import { transportContract } from 'rx-btmgmt/testing';
import { memoryTransport } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import type { Subscription } from 'rxjs';
import { EMPTY, Subject, firstValueFrom, takeUntil } from 'rxjs';
import { World } from './world.js';

const MEMBERS = ['drops$', 'isOpen', 'another', 'bluetoothd'] as const;

interface Bridged extends TransportUnderTest {
  readonly world: World;
}

async function bridged(simulator?: Simulator): Promise<Bridged> {
  const world = await World.create({}, undefined, simulator);
  return { world, transport: world.transport({ reconnect: { delay: 5 } }) };
}

const cutAll = ({ world }: Bridged): void => world.cut();

const simulated: TransportBench<Bridged> = {
  setUp: () => bridged(),
  setUpUnopenable: () => {
    const simulator = createSimulator();
    simulator.faults.failOpening('EAFNOSUPPORT');
    return bridged(simulator);
  },
  tearDown: ({ world }) => world.end(),
  otherEnd: 'kernel',
  has: MEMBERS,
  held: ({ world }) => world.bridge.clients.length,
  cut: cutAll,
  lose: ({ world: { simulator } }, count) => {
    const fault = simulator.faults.dropEvents({ event: 'IndexAdded' });
    for (let i = 0; i < count; i++) simulator.addController();
    fault.end();
  },
};

describe('A transport over a bridge to a simulated kernel', () => {
  for (const { name, run } of transportContract(simulated)) it(name, run);
});

describe('A transport over a bridge that is not there', () => {
  const nowhere: TransportBench<Bridged> = {
    ...simulated,
    setUpUnopenable: async () => {
      const subject = await bridged();
      await subject.world.end();
      return subject;
    },
  };
  for (const { name, run } of transportContract(nowhere)) if (/opened|subscribe has/.test(name)) it(name, run);
});

interface Behind extends Bridged {
  readonly received: Uint8Array[];
  readonly peer: Transport;
  readonly listening: Subscription;
  readonly end: Subject<void>;
}

/** A kernel of the bench's own, which is told everything; no connection is made again. */
async function behind(): Promise<Behind> {
  const [near, peer] = memoryTransport();
  const end = new Subject<void>();
  const received: Uint8Array[] = [];
  const listening = peer.frames$.subscribe((frame) => received.push(frame));
  const kernel: Transport = { frames$: near.frames$.pipe(takeUntil(end)), send: (frame) => near.send(frame) };
  const world = await World.create({ allow: () => true, secrets: 'keep' }, () => kernel);
  return { world, transport: world.transport({ reconnect: false }), received, peer, listening, end };
}

const peered: TransportBench<Behind> = {
  setUp: behind,
  tearDown: async ({ world, listening }) => {
    listening.unsubscribe();
    await world.end();
  },
  otherEnd: {
    deliver: async ({ transport, peer }, frame) => {
      if (transport.isOpen !== true) await firstValueFrom(transport.connection$ ?? EMPTY);
      peer.send(frame);
    },
    received: ({ received }) => received,
  },
  has: MEMBERS,
  held: ({ world }) => world.bridge.clients.length,
  breakOff: cutAll,
  finish: ({ end }) => end.next(),
};

describe('A transport over a bridge to a kernel that is told everything', () => {
  for (const { name, run } of transportContract(peered)) if (!name.includes('another')) it(name, run);
});
