import type { ControllerSettings } from '../controller-state.js';
import type { Params } from '../../protocol/tables.js';

type Kinds = Params<'StartDiscovery'>['addressType'];

const LOW_ENERGY: Kinds = ['LEPublic', 'LERandom'];

/** What a controller can discover as it is set up; nothing, if neither is switched on. */
export function kindsOf({ LowEnergy, BREDR }: ControllerSettings): Kinds | undefined {
  if (LowEnergy) return LOW_ENERGY;
  return BREDR ? ['BREDR'] : undefined;
}

/** All that a discovery can be of (discovery_type_is_valid in net/bluetooth/mgmt.c). */
export const ALL_KINDS: readonly Kinds[] = [LOW_ENERGY, ['BREDR', ...LOW_ENERGY], ['BREDR']];
