import { createSimulator, type Simulator } from 'rx-btmgmt/simulator';
import type { TransportBench, TransportUnderTest } from 'rx-btmgmt/testing';
import { transportContract } from 'rx-btmgmt/testing';
import { Kernel } from '../../../src/simulator/kernel/kernel.js';
import { socketTransport } from '../../../src/simulator/kernel/socket-transport.js';

interface Simulated extends TransportUnderTest {
  readonly simulator: Simulator;
}

const setUp = (): Simulated => {
  const simulator = createSimulator();
  return { simulator, transport: simulator.transport() };
};

const bench: TransportBench<Simulated> = {
  setUp,
  setUpUnopenable: () => {
    const subject = setUp();
    subject.simulator.faults.failOpening('EAFNOSUPPORT');
    return subject;
  },
  otherEnd: 'kernel',
  has: ['drops$', 'isOpen', 'another', 'bluetoothd'],
  lose: ({ simulator }, count) => {
    const fault = simulator.faults.dropEvents({ event: 'IndexAdded' });
    for (let i = 0; i < count; i++) simulator.addController();
    fault.end();
  },
};

describe('A transport of the simulator', () => {
  for (const { name, run } of transportContract(bench)) it(name, run);
});

interface Socket extends TransportUnderTest {
  readonly kernel: Kernel;
}

const counted: TransportBench<Socket> = {
  setUp: () => {
    const kernel = new Kernel({});
    return { kernel, transport: socketTransport(kernel, {}) };
  },
  otherEnd: 'kernel',
  has: ['drops$', 'isOpen', 'another', 'bluetoothd'],
  held: ({ kernel }) => [...kernel.sockets].length,
};

describe('A transport of the simulator, as its kernel sees it', () => {
  for (const { name, run } of transportContract(counted)) it(name, run);
});
