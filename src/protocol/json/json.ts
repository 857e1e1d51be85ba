/** The fields that are strengths, and `null` where those are not known. */
type Strength = 'rssi' | 'txPower' | 'maxTxPower';

/** What {@link toJson} makes of a value of this type. */
export type Json<T> = T extends ArrayBuffer | SharedArrayBuffer | ArrayBufferView | bigint
  ? string
  : T extends readonly unknown[]
    ? { [K in keyof T]: Json<T[K]> }
    : T extends object
      ? { [K in keyof T]: K extends Strength ? (T[K] extends number ? number | null : Json<T[K]>) : Json<T[K]> }
      : T;
