/** One raw frame. */
export interface MgmtFrame {
  /** `'in'` from the kernel, `'out'` to it. */
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
  /** By the clock of the scheduler, in milliseconds; for the default scheduler since 1970. */
  readonly time: number;
}
