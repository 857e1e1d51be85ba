import { address } from './bytes.js';
import { addressType } from './enums/address-type.js';
import { settings } from './enums/settings.js';
import { text } from './text.js';

/** The two fields that name a remote device. */
export const peer = [
  ['address', address],
  ['addressType', addressType],
] as const;

/** What every command that switches something returns. */
export const currentSettings = [['currentSettings', settings]] as const;

/** Complete and short name: 248 and 10 bytes of UTF-8, NUL-terminated. */
export const names = [
  ['name', text(249)],
  ['shortName', text(11)],
] as const;
