import { readFileSync } from 'node:fs';

/**
 * Written by btmon 5.66 on Linux 6.12 with the two controllers of `btvirt -l2`: 145 records. A program reads what there is,
 * powers hci0 on, discovers hci1 on it, makes two mistakes, and powers it off. No pairing, so no keys.
 */
export const discoveryCapture = new Uint8Array(readFileSync('spec/vectors/linux-6.12-discovery.btsnoop'));
