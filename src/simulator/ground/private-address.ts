import { Aes128 } from '../../protocol/aes.js';
import type { Random } from './random.js';

/** Text of an address whose least significant byte comes first, as in all of mgmt. */
export function addressOf(bytes: Uint8Array): string {
  return [...bytes]
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join(':');
}

const bytesOf = (address: string): Uint8Array =>
  Uint8Array.from(address.split(':').reverse(), (digits) => parseInt(digits, 16));

/** The hash of a resolvable address (Core Specification, volume 3, part H, 2.2.2). Least significant byte first. */
function hash(key: Uint8Array, random: Uint8Array): Uint8Array {
  const block = new Uint8Array(16);
  block.set([...random].reverse(), 13);
  return new Aes128(key.slice().reverse()).encrypt(block).slice(13).reverse();
}

/** A resolvable private address: 01, 22 random bits, and what the key makes of them (volume 6, part B, 1.3.2.2). */
export function resolvableAddress(key: Uint8Array, random: Random): string {
  const prand = random.bytes(3);
  prand[2] = (prand[2]! & 0x3f) | 0x40;
  return addressOf(Uint8Array.of(...hash(key, prand), ...prand));
}

/** 00 and 46 random bits. */
export function nonResolvableAddress(random: Random): string {
  const bytes = random.bytes(6);
  bytes[5]! &= 0x3f;
  return addressOf(bytes);
}

/** Whether an address was made with this key. Its least significant byte comes first, as in Load Identity Resolving Keys. */
export function isMadeWith(key: Uint8Array, address: string): boolean {
  const bytes = bytesOf(address);
  return hash(key, bytes.subarray(3)).every((byte, i) => byte === bytes[i]);
}
