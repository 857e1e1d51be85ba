import type { Controller } from '../../state/controller.js';

/** How long data can be: HCI_MAX_AD_LENGTH, HCI_MAX_EXT_AD_LENGTH in include/net/bluetooth/hci.h. */
export const maxLength = ({ traits }: Controller): number => (traits.extendedAdvertising ? 251 : 31);
