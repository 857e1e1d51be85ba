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
export const deviceCommands = {
  /** Disconnect, 0x0014, since 1.0. An unknown device gives Disconnected on new kernels, NotConnected on old ones. */
  Disconnect: command(0x0014, peer, peer),

  /** Get Connections, 0x0015, since 1.0. Without SCO and ISO links. */
  GetConnections: command(0x0015, [], [['connections', list(u16, struct(peer))]]),

  /** Block Device, 0x0026, since 1.0. It is not let in any more; a connection that exists stays. */
  BlockDevice: command(0x0026, peer, peer),

  /** Unblock Device, 0x0027, since 1.0. All zeros unblocks all. */
  UnblockDevice: command(0x0027, peer, peer),

  /** Get Connection Information, 0x0031, since 1.6. In dBm, `NaN` if unknown: 127 on the wire. */
  GetConnectionInformation: command(
    0x0031,
    peer,
    [...peer, ['rssi', strength], ['txPower', strength], ['maxTxPower', strength]],
  ),

  /** Get Clock Information, 0x0032, since 1.7. BR/EDR; all zeros for the local clock only. In units of 312.5 µs. */
  GetClockInformation: command(0x0032, peer, [...peer, ['localClock', u32], ['piconetClock', u32], ['accuracy', u16]]),

  /** Add Device, 0x0033, since 1.7. LE needs an identity address. The list goes with the controller. */
  AddDevice: command(0x0033, [...peer, ['action', addDeviceAction]], peer),

  /** Remove Device, 0x0034, since 1.7. All zeros removes all. */
  RemoveDevice: command(0x0034, peer, peer),

  /**
   * Load Connection Parameters, 0x0035, since 1.7. One entry updates, several replace all. Intervals in 1.25 ms, 6 to 3200;
   * `connectionLatency` in connection events, 0 to 499; `supervisionTimeout` in 10 ms, 10 to 3200.
   */
  LoadConnectionParameters: command(0x0035, [['params', list(u16, received(struct([...peer, ...connectionParameters]), 'NewConnectionParameter'))]], []),

  /** Get Device Flags, 0x004F, since 1.18. Only for devices that were added. */
  GetDeviceFlags: command(0x004f, peer, [...peer, ...flags]),

  /** Set Device Flags, 0x0050, since 1.18. Only for devices that were added. */
  SetDeviceFlags: command(0x0050, [...peer, ['currentFlags', deviceFlags]], peer),

  /** Load Connection Subrate, 0x005C, on kernels newer than 6.12. Units as for connection parameters. */
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
} as const;

export const deviceEvents = {
  /** Device Connected, 0x000B. */
  DeviceConnected: event(0x000b, [...peer, ['flags', deviceFoundFlags], ['eirData', sized(u16)]]),

  /** Device Disconnected, 0x000C. */
  DeviceDisconnected: event(0x000c, [...peer, ['reason', disconnectReason]]),

  /** Connect Failed, 0x000D. */
  ConnectFailed: event(0x000d, [...peer, ['status', status]]),

  /** Device Blocked, 0x0014. Not for the socket that did it. */
  DeviceBlocked: event(0x0014, peer),

  /** Device Unblocked, 0x0015. Not for the socket that did it. */
  DeviceUnblocked: event(0x0015, peer),

  /** Device Added, 0x001A, since 1.7. Not for the socket that did it. */
  DeviceAdded: event(0x001a, [...peer, ['action', addDeviceAction]]),

  /** Device Removed, 0x001B, since 1.7. If all were removed, Linux numbers the address type as HCI does. */
  DeviceRemoved: event(0x001b, peer),

  /** New Connection Parameter, 0x001C, since 1.7. Address first, as Linux sends it; the document has it otherwise. */
  NewConnectionParameter: event(0x001c, [...peer, ['storeHint', onOff], ...connectionParameters]),

  /** Device Flags Changed, 0x002A, since 1.18. */
  DeviceFlagsChanged: event(0x002a, [...peer, ...flags]),

  /** Connection Subrate, 0x0033, on kernels newer than 6.12. */
  ConnectionSubrate: event(0x0033, [
    ...peer,
    ['status', status],
    ['interval', u16],
    ['subrate', u16],
    ['latency', u16],
    ['continuationNumber', u16],
    ['supervisionTimeout', u16],
  ]),
} as const;
