import { sized } from '../bytes.js';
import { command, event } from '../define.js';
import { adType } from '../enums/ad-type.js';
import { deviceFoundFlags } from '../enums/device-found-flags.js';
import { onOff } from '../enums.js';
import { list } from '../lists.js';
import { u16, u64, u8 } from '../numbers.js';
import { peer } from '../shared-fields.js';
import { strength } from '../strength.js';

const handle = [['handle', u8]] as const;

/** Mesh packets. Needs the experimental feature Mesh. */
export const meshCommands = {
  /** Set Mesh Receiver, 0x0057, since 1.21. In 0.625 ms, `window` at most `period`; at most 16 `adTypes`. */
  SetMeshReceiver: command(
    0x0057,
    [['enable', onOff], ['window', u16], ['period', u16], ['adTypes', list(u8, adType)]],
    [],
  ),

  /** Read Mesh Features, 0x0058, since 1.21. The handles of this socket. */
  ReadMeshFeatures: command(0x0058, [], [['index', u16], ['maxHandles', u8], ['handles', list(u8, u8)]]),

  /** Transmit Mesh Packet, 0x0059, since 1.21. `instant` 0 for now, `delay` in ms, 1 to 31 bytes of `data`. */
  TransmitMeshPacket: command(
    0x0059,
    [...peer, ['instant', u64], ['delay', u16], ['count', u8], ['data', sized(u8)]],
    handle,
  ),

  /** Cancel Transmit Mesh Packet, 0x005A, since 1.21. 0 cancels all of this socket. */
  CancelTransmitMeshPacket: command(0x005a, handle, []),
} as const;

export const meshEvents = {
  /** Mesh Device Found, 0x0031, since 1.21. */
  MeshDeviceFound: event(0x0031, [
    ...peer,
    ['rssi', strength],
    ['instant', u64],
    ['flags', deviceFoundFlags],
    ['adData', sized(u16)],
  ]),

  /** Mesh Packet Transmit Complete, 0x0032, since 1.21. To every trusted socket. */
  MeshPacketTransmitComplete: event(0x0032, handle),
} as const;
