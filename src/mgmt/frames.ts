/** One raw frame. */
export interface MgmtFrame {
  /** `'in'` from the kernel, `'out'` to it. */
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
  /** By the clock of the scheduler, in milliseconds; for the default scheduler since 1970. */
  readonly time: number;
}

const beside = new WeakSet<Uint8Array>();

/** A frame goes over a connection beside the main one: not in the order of what goes over that. */
export function noteBeside(bytes: Uint8Array): void {
  beside.add(bytes);
}

/** Whether a frame went over a connection beside the main one. */
export function isBeside(bytes: Uint8Array): boolean {
  return beside.has(bytes);
}
