import type { WakeReason } from '../../protocol/enums/controller.js';

/** What woke the system up. */
export type Wake =
  | { readonly reason: Exclude<keyof typeof WakeReason, 'RemoteWake'> }
  | {
      readonly reason: 'RemoteWake';
      readonly address: string;
      readonly addressType: 'BREDR' | 'LEPublic' | 'LERandom';
    };
