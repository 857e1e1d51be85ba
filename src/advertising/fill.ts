import type { Compiled } from './content.js';
import type { Plan } from './options.js';

/** The field Flags, and what it says (Core Specification Supplement, part A, 1.3). */
const FLAGS = [2, 1] as const;
const LIMITED = 0x01;
const GENERAL = 0x02;
const NO_BREDR = 0x04;

/**
 * With extended advertising the kernel sends what it adds itself with other data only (hci_set_ext_adv_data_sync in net/bluetooth/hci_sync.c). So an
 * advertisement without data gets its flags here; or padding, if it is to have none.
 */
export function fill(content: Compiled, { discoverable = true }: Plan, hasBredr: boolean): Compiled {
  if (content.advertisement.bytes.length > 0) return content;
  const value = (discoverable === 'limited' ? LIMITED : GENERAL) | (hasBredr ? 0 : NO_BREDR);
  const hasFlags = discoverable !== false;
  const bytes = hasFlags ? Uint8Array.of(...FLAGS, value) : Uint8Array.of(0);
  return { ...content, advertisement: { bytes, sizes: [] }, hasFlags };
}
