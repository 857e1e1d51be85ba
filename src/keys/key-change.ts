import type { KeyKind, KeyLabel } from './stored-key.js';

/** What `persistKeys` has done. Keys themselves are never in it. */
export type KeyChange =
  /** What the store has was given to the kernel: how many of each kind that can be loaded. */
  | {
      readonly change: 'loaded';
      readonly index: number;
      readonly address: string;
      readonly counts: Readonly<Partial<Record<KeyKind, number>>>;
    }
  /** The kernel reported a key, and it is in the store now. */
  | { readonly change: 'stored'; readonly key: KeyLabel }
  /** A device was unpaired, or a new key took the place of this one: it is no longer in the store. */
  | { readonly change: 'removed'; readonly key: KeyLabel }
  /** A key was not loaded, because the kernel would refuse it and all others with it, or was not stored. `reason`: why. */
  | { readonly change: 'ignored'; readonly key: KeyLabel; readonly reason: string }
  /** This process was too slow, and reports of the kernel were lost: new keys may have been among them. How many frames. */
  | { readonly change: 'missed'; readonly frames: number };
