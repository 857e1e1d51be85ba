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
export const meshCommands = () =>
  ({
  SetMeshReceiver: command(
    0x0057,
    [['enable', onOff], ['window', u16], ['period', u16], ['adTypes', list(u8, adType)]],
    [],
  ),
  ReadMeshFeatures: command(0x0058, [], [['index', u16], ['maxHandles', u8], ['handles', list(u8, u8)]]),
  TransmitMeshPacket: command(
    0x0059,
    [...peer, ['instant', u64], ['delay', u16], ['count', u8], ['data', sized(u8)]],
    handle,
  ),
  CancelTransmitMeshPacket: command(0x005a, handle, []),
}) as const;

export const meshEvents = () =>
  ({
  MeshDeviceFound: event(0x0031, [
    ...peer,
    ['rssi', strength],
    ['instant', u64],
    ['flags', deviceFoundFlags],
    ['adData', sized(u16)],
  ]),
  MeshPacketTransmitComplete: event(0x0032, handle),
}) as const;
