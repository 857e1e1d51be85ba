export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
