import { VirtualAction, VirtualTimeScheduler } from 'rxjs';
import { createSimulator, type ControllerOptions } from 'rx-btmgmt/simulator';
import type { BenchKind, Kernel } from './scenario.js';
import type { InWorld } from './world.js';

const FIRST = '00:AA:01:00:00:00';
const SECOND = '00:AA:01:01:00:01';

/** What BlueZ's btvirt makes, and our virtual controller for `unconfigured`. */
const DUAL: ControllerOptions = {
  kind: 'dual',
  addressResolution: true,
  extendedAdvertising: true,
  advertisingInstances: 3,
  isochronous: true,
  duplicateFilter: 'virtual',
};
export const CONTROLLERS: Readonly<Record<BenchKind, readonly ControllerOptions[]>> = {
  pair: [
    { ...DUAL, address: FIRST },
    { ...DUAL, address: SECOND },
  ],
  dual: [{ ...DUAL, address: FIRST }],
  le: [{ kind: 'le', address: FIRST, fastAndLongRange: false, duplicateFilter: 'virtual' }],
  bredr: [{ kind: 'bredr', address: FIRST, bluetoothVersion: 5, enhancedDataRate: false }],
  unconfigured: [
    {
      kind: 'le',
      address: '00:11:22:33:44:55',
      bluetoothVersion: 6,
      manufacturer: 0xffff,
      missing: ['ExternalConfiguration'],
      publicAddressConfigurable: false,
    },
  ],
};

/** The simulated kernel, whose time passes as fast as it can be computed. */
export function simulated(kernel: Kernel): InWorld {
  return async (kind, use) => {
    const time = new SteppedTime();
    const simulator = createSimulator({ scheduler: time, kernel, controllers: CONTROLLERS[kind] });
    let frozen: { end(): void }[] = [];
    let blocked: { end(): void }[] = [];
    const result = use({
      scheduler: time,
      transport: (options) => simulator.transport(options),
      freeze: () => {
        frozen = simulator.controllers.map(({ faults }) => faults.wedge());
      },
      thaw: () => frozen.forEach((fault) => fault.end()),
      suspend: () => simulator.suspend(),
      resume: () => simulator.resume(),
      block: () => {
        blocked = simulator.controllers.map(({ faults }) => faults.block());
      },
      unblock: () => blocked.forEach((fault) => fault.end()),
      unplug: () => {
        for (const controller of simulator.controllers) controller.remove();
        return Promise.resolve();
      },
    });
    return time.passUntil(result);
  };
}

/** Virtual time that passes step by step, so that promises can do in between what they wait to do. */
class SteppedTime extends VirtualTimeScheduler {
  constructor() {
    super(VirtualAction, 0);
  }

  /** Lets time pass until the promise is settled. */
  async passUntil<T>(promise: Promise<T>): Promise<T> {
    const state = { settled: false };
    const settle = (): void => {
      state.settled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await new Promise(setImmediate);
      if (state.settled) return promise;
      const [next] = this.actions;
      if (next === undefined) throw new Error('The scenario waits for something that never happens.');
      this.maxFrames = next.delay;
      this.flush();
    }
  }
}
