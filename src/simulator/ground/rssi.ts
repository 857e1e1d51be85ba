/** A signal whose strength is not known (HCI), in place of dBm. */
export const UNKNOWN_RSSI = 127;
