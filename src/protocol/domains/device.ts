import { sized } from '../bytes.js';
import { command, event } from '../define.js';
import { addDeviceAction, deviceFlags, disconnectReason } from '../enums/device.js';
import { deviceFoundFlags } from '../enums/device-found-flags.js';
import { status } from '../enums/status.js';
import { onOff } from '../enums.js';
import { list } from '../lists.js';
import { u16, u32 } from '../numbers.js';
import { received } from '../received.js';
import { peer } from '../shared-fields.js';
import { strength } from '../strength.js';
import { struct } from '../struct.js';

/** Intervals in 1.25 ms, latency in connection events, supervision timeout in 10 ms. */
const connectionParameters = [
  ['minConnectionInterval', u16],
  ['maxConnectionInterval', u16],
  ['connectionLatency', u16],
  ['supervisionTimeout', u16],
] as const;

const flags = [
  ['supportedFlags', deviceFlags],
  ['currentFlags', deviceFlags],
] as const;

/** Connections, and the lists of remote devices that the kernel keeps. */
export const deviceCommands = () =>
  ({
  Disconnect: command(0x0014, peer, peer),
  GetConnections: command(0x0015, [], [['connections', list(u16, struct(peer))]]),
  BlockDevice: command(0x0026, peer, peer),
  UnblockDevice: command(0x0027, peer, peer),
  GetConnectionInformation: command(
    0x0031,
    peer,
    [...peer, ['rssi', strength], ['txPower', strength], ['maxTxPower', strength]],
  ),
  GetClockInformation: command(0x0032, peer, [...peer, ['localClock', u32], ['piconetClock', u32], ['accuracy', u16]]),
  AddDevice: command(0x0033, [...peer, ['action', addDeviceAction]], peer),
  RemoveDevice: command(0x0034, peer, peer),
  LoadConnectionParameters: command(0x0035, [['params', list(u16, received(struct([...peer, ...connectionParameters]), 'NewConnectionParameter'))]], []),
  GetDeviceFlags: command(0x004f, peer, [...peer, ...flags]),
  SetDeviceFlags: command(0x0050, [...peer, ['currentFlags', deviceFlags]], peer),
  LoadConnectionSubrate: command(
    0x005c,
    [
      [
        'params',
        list(
          u16,
          struct([
            ...peer,
            ['minConnectionInterval', u16],
            ['maxConnectionInterval', u16],
            ['subrateMin', u16],
            ['subrateMax', u16],
            ['maxLatency', u16],
            ['continuationNumber', u16],
            ['supervisionTimeout', u16],
          ]),
        ),
      ],
    ],
    [],
  ),
}) as const;

export const deviceEvents = () =>
  ({
  DeviceConnected: event(0x000b, [...peer, ['flags', deviceFoundFlags], ['eirData', sized(u16)]]),
  DeviceDisconnected: event(0x000c, [...peer, ['reason', disconnectReason]]),
  ConnectFailed: event(0x000d, [...peer, ['status', status]]),
  DeviceBlocked: event(0x0014, peer),
  DeviceUnblocked: event(0x0015, peer),
  DeviceAdded: event(0x001a, [...peer, ['action', addDeviceAction]]),
  DeviceRemoved: event(0x001b, peer),
  NewConnectionParameter: event(0x001c, [...peer, ['storeHint', onOff], ...connectionParameters]),
  DeviceFlagsChanged: event(0x002a, [...peer, ...flags]),
  ConnectionSubrate: event(0x0033, [
    ...peer,
    ['status', status],
    ['interval', u16],
    ['subrate', u16],
    ['latency', u16],
    ['continuationNumber', u16],
    ['supervisionTimeout', u16],
  ]),
}) as const;
