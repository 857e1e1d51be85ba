import { fixed } from './codec.js';
import type { FixedCodec } from './codec.js';
import { s8 } from './numbers.js';

/** HCI_RSSI_INVALID and HCI_TX_POWER_INVALID (include/net/bluetooth/hci_core.h). */
const UNKNOWN = 127;

const measured: FixedCodec<number> = fixed(
  'strength',
  s8.size,
  (bytes, at) => {
    const value = s8.get(bytes, at);
    return value === UNKNOWN ? NaN : value;
  },
  (bytes, at, value) => s8.set(bytes, at, Number.isNaN(value) ? UNKNOWN : value),
);

/**
 * A strength that was measured, in dBm. `NaN` if it is not known, so that it is neither above nor below any limit: people compare
 * before they think of 127.
 */
export const strength: FixedCodec<number> = { ...measured, fromJson: (json) => json ?? NaN };
