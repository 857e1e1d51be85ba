export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
