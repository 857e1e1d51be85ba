import type { CommandName, EventName } from '../../src/index.js';

/**
 * A frame whose bytes did not come from this library, and what it says. Made with scripts/record-vectors.mjs; each `value`
 * was held against what btmon prints for the frame, or the protocol document where btmon has no printer.
 */
export interface Vector {
  readonly message: CommandName | EventName;
  /** A `reply` is a whole Command Complete; its value are the return parameters. */
  readonly kind: 'command' | 'reply' | 'event';
  readonly index: number | null;
  /** The whole frame. */
  readonly hex: string;
  /** The parameters by name. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly source: Source;
}

/** Who wrote the bytes, and which kernel took them. */
export type Source = (typeof SOURCES)[keyof typeof SOURCES];

export const SOURCES = {
  /** Sent by the kernel. */
  LINUX: 'linux 6.12.117',
  LINUX_7: 'linux 7.3.4',
  /** Sent by BlueZ's btmgmt or testers; the kernel answered with Success, unless a comment says otherwise. */
  BTMGMT: 'btmgmt 5.66 on linux 6.12.117',
  MGMT_TESTER: 'mgmt-tester 5.66 on linux 6.12.117',
  MESH_TESTER: 'mesh-tester 5.66 on linux 6.12.117',
  /** Written by hand from the protocol document; the kernel answered with Success, unless a comment says otherwise. */
  DOCUMENT_LINUX: 'document, taken by linux 6.12.117',
  DOCUMENT_LINUX_7: 'document, taken by linux 7.3.4',
  /** Written by hand from the protocol document: no kernel was seen to send or take it. */
  DOCUMENT: 'document',
} as const;

/** Settings, bits 18 to 21, for which btmon 5.66 has no names yet. */
export const ISO = ['CISCentral', 'CISPeripheral', 'ISOBroadcaster', 'ISOSyncReceiver'] as const;

/** A mask with these bits set and all others of its kind not. */
export function flags<T extends Readonly<Record<string, number>>>(
  names: T,
  ...set: readonly (keyof T & string)[]
): Readonly<Record<keyof T & string, boolean>> {
  const all = Object.keys(names).map((name) => [name, set.includes(name)]);
  return Object.fromEntries(all) as Record<keyof T & string, boolean>;
}

/** Bytes in hex, a part per field. Spaces are for people. */
export function hexOf(...parts: readonly string[]): string {
  return parts.join('').replaceAll(' ', '');
}

/** The integers from `first` to `last`. */
export function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
