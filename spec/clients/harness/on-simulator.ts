import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncScheduler, type SchedulerAction, type SchedulerLike } from 'rxjs';
import { createSimulator } from 'rx-btmgmt/simulator';
import { CONTROLLERS } from '../../contract/harness/simulator-world.js';
import type { Kernel } from '../../contract/harness/scenario.js';
import { serve } from './server.js';
import type { InPlace } from './stage.js';

const PATIENCE_MS = 20_000;

/** The simulated kernel, with a library that leads programs to it, and the folder of the programs. */
export function onSimulator(kernel: Kernel, library: string): InPlace {
  return async ({ speed }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-clients-'));
    const socket = join(folder, 'simulator');
    const simulator = createSimulator({ scheduler: faster(speed), kernel, controllers: CONTROLLERS.pair });
    const server = await serve(simulator, socket);
    try {
      const env = { LD_PRELOAD: library, RX_BTMGMT_SIMULATOR: socket, RX_BTMGMT_STATE: join(folder, 'state') };
      return await use({ env, folder, isReal: false, patience: PATIENCE_MS });
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  };
}

/** Real time, but faster. What it starts can't start itself again at that speed; the simulator does so only with delays of weeks. */
function faster(speed: number): SchedulerLike {
  const real: SchedulerLike = asyncScheduler;
  return {
    now: () => real.now() * speed,
    schedule: <T>(work: (this: SchedulerAction<T>, state: T) => void, delay = 0, state?: T) =>
      // Whoever leaves the state away has work that takes none: the overloads of SchedulerLike see to it.
      real.schedule(work, delay / speed, state as T),
  };
}
