import { endLowEnergyAdvertising } from './advertising/effects.js';
import type { Controller } from './controller.js';

/** What ends when Low Energy is switched off (set_le_sync in net/bluetooth/mgmt.c). Each domain has its part. */
const LOW_ENERGY_ENDINGS: readonly ((controller: Controller) => void)[] = [endLowEnergyAdvertising];

export function endLowEnergy(controller: Controller): void {
  for (const each of LOW_ENERGY_ENDINGS) each(controller);
}
