/** Whether BlueZ's daemon, bluetoothd, works on the same kernel: it has the controllers for its own, as far as it knows. */
export type Bluetoothd =
  | {
      readonly state: 'running';
      /** Its process, if that can be seen from here: one in another container may be hidden. */
      readonly pid?: number;
    }
  | { readonly state: 'absent' }
  /** It can't be seen from here whether it runs. */
  | { readonly state: 'unknown'; readonly reason: string };
