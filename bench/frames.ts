import { encodeEvent, frameOf } from 'rx-btmgmt';

/** Device Found with 31 bytes of advertising data. */
export const deviceFound = encodeEvent({
  event: 'DeviceFound',
  index: 0,
  address: '00:AA:01:01:00:01',
  addressType: 'LERandom',
  rssi: -60,
  flags: { NotConnectable: true },
  eirData: '0201061b09' + '41'.repeat(26),
});

/** Command Complete of Set Powered. */
export const commandComplete = frameOf(0x0001, 0, Uint8Array.of(0x05, 0x00, 0x00, 0x81, 0x02, 0x3c, 0x00));
