import { MgmtError } from '../protocol/errors.js';
import type { FieldSize } from './content.js';

/** What does not fit. */
export interface AdvertisingSize {
  readonly part: 'advertisement' | 'scanResponse';
  /** How many bytes it takes. */
  readonly length: number;
  /** For how many there is room, beside what the kernel puts in. */
  readonly room: number;
  /** What it is made of. */
  readonly sizes: readonly FieldSize[];
}

/** An advertisement or scan response that is too long. Nothing was advertised. */
export class AdvertisingSizeError extends MgmtError implements AdvertisingSize {
  override readonly name = 'AdvertisingSizeError';
  readonly code = 'TooLong';
  readonly part: 'advertisement' | 'scanResponse';
  readonly length: number;
  readonly room: number;
  /** How many bytes are too many. */
  readonly excess: number;
  readonly sizes: readonly FieldSize[];

  constructor({ part, length, room, sizes }: AdvertisingSize, advice: string) {
    const what = part === 'advertisement' ? 'advertisement' : 'scan response';
    const parts = sizes.map(({ field, length: bytes }) => `${field} ${bytes}`).join(', ');
    super(`The ${what} takes ${length} bytes, ${length - room} too many for ${room} (${parts}). ${advice}`);
    this.part = part;
    this.length = length;
    this.room = room;
    this.excess = length - room;
    this.sizes = sizes;
  }
}

/** Whether an advertisement does not fit. By name, as all guards: an application may have loaded this library twice. */
export function isAdvertisingSizeError(error: unknown): error is AdvertisingSizeError {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AdvertisingSizeError';
}
