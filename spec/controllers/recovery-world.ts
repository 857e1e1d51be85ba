import type { Controller, ControllerState, PowerMarker, RecoveryMethod, RecoveryStep, WatchdogReport } from 'rx-btmgmt';
import { controller } from 'rx-btmgmt';
import { EMPTY, defer, take } from 'rxjs';
import type { Said } from './world.js';
import { World } from './world.js';

export const ADDRESS = '00:1A:7D:DA:71:13';

/** One controller, switched on, and devices around that are heard each second. */
export function poweredWorld(devices = 1) {
  const world = new World({
    controllers: [{ address: ADDRESS, kind: 'le' }],
    devices: Array.from({ length: devices }, () => ({ advertising: { interval: 1000 } })),
  });
  const mgmt = world.program();
  world.do(mgmt.command$('SetPowered', 0, true));
  return {
    world,
    mgmt,
    other: world.program(),
    adapter: controller(mgmt, ADDRESS),
    handle: world.simulator.controllers[0]!,
  };
}

/** The state of a controller now. */
export const stateOf = (world: World, adapter: Controller): ControllerState | undefined =>
  world.do(adapter.state$.pipe(take(1)), 100);

/** What a reset of its USB port does. */
export const replug = (world: World): RecoveryMethod => ({
  name: 'replug',
  apply: () =>
    defer(() => {
      world.simulator.controllers[0]?.reset();
      return EMPTY;
    }),
});

/** A marker in memory, and all that it was told. */
export function diaryMarker(standing: readonly string[] = []): PowerMarker & { readonly diary: string[] } {
  const off = new Set(standing);
  const diary: string[] = [];
  return {
    diary,
    has: (address) => off.has(address),
    set: (address) => {
      off.add(address);
      diary.push(`set ${address}`);
    },
    clear: (address) => {
      off.delete(address);
      diary.push(`clear ${address}`);
    },
  };
}

/** The reports in short. */
export const short = ({ values }: Said<RecoveryStep> | Said<WatchdogReport>): string[] =>
  values.map((report) => {
    if (report.report === 'Skipped') return `Skipped ${report.step}: ${report.reason}`;
    if ('step' in report) return `${report.report} ${report.step}`;
    return report.report === 'Waiting' ? `Waiting: ${report.reason}` : report.report;
  });
