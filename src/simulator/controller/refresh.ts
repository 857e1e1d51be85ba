import { endLowEnergyAdvertising, refreshAdvertising } from './advertising/effects.js';
import type { Controller } from './controller.js';

/**
 * What follows from settings that have changed at a controller that runs: what it advertises, for what it scans. Each domain
 * has its part, which looks at the state and changes what has to be changed.
 */
const REFRESHERS: readonly ((controller: Controller) => void)[] = [refreshAdvertising];

/** What ends when Low Energy is switched off (set_le_sync in net/bluetooth/mgmt.c). Each domain has its part. */
const LOW_ENERGY_ENDINGS: readonly ((controller: Controller) => void)[] = [endLowEnergyAdvertising];

export function refresh(controller: Controller): void {
  for (const each of REFRESHERS) each(controller);
}

export function endLowEnergy(controller: Controller): void {
  for (const each of LOW_ENERGY_ENDINGS) each(controller);
}
