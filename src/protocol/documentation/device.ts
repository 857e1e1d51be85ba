import type { deviceCommands, deviceEvents } from '../domains/device.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const strength = (what: string) =>
  ({ doc: `${what}. \`NaN\` if that is not known: 127 on the wire`, unit: 'dBm' }) as const;
const subrate = { unit: 'connection intervals', range: [1, 500] } as const;

/** Words of the parameters of a connection, with what stands before their names in a list. */
const entries = {
  'params.minConnectionInterval': { doc: 'The shortest interval of the connection', unit: '1.25 ms', range: [6, 3200] },
  'params.maxConnectionInterval': { doc: 'The longest interval of the connection', unit: '1.25 ms', range: [6, 3200] },
  'params.supervisionTimeout': {
    doc: 'After what silence the connection counts as lost',
    unit: '10 ms',
    range: [10, 3200],
  },
} as const;

export const deviceCommandWords = () =>
  ({
    Disconnect: { since: '1.0', doc: 'An unknown device gives Disconnected on new kernels, NotConnected on old ones.' },
    GetConnections: {
      since: '1.0',
      doc: 'Devices that are connected, without SCO and ISO links.',
      reply: { connections: 'Devices that are connected' },
    },
    BlockDevice: { since: '1.0', doc: 'It is not let in any more; a connection that exists stays.' },
    UnblockDevice: {
      since: '1.0',
      doc: 'It is let in again.',
      params: { address: 'Its address; all zeros with `BREDR` unblocks all' },
    },
    GetConnectionInformation: {
      since: '1.6',
      doc: 'How strong a connection is.',
      reply: {
        rssi: strength('How strong the other side comes in'),
        txPower: strength('How strongly this side sends'),
        maxTxPower: strength('How strongly this side can send'),
      },
    },
    GetClockInformation: {
      since: '1.7',
      doc: 'BR/EDR: the clocks, which run while the radio does.',
      params: { address: 'The other side of the piconet; all zeros for the local clock only' },
      reply: {
        localClock: { doc: 'The clock of this controller', unit: '312.5 µs' },
        piconetClock: { doc: 'The clock of the piconet', unit: '312.5 µs' },
      },
    },
    AddDevice: {
      since: '1.7',
      doc: 'LE needs an identity address. The list goes with the controller.',
      params: { action: 'What to do when it is seen; BR/EDR knows `AllowIncomingOrDirect` only' },
    },
    RemoveDevice: {
      since: '1.7',
      doc: 'It is not looked for any more.',
      params: { address: 'Its address; all zeros with `BREDR` removes all' },
    },
    LoadConnectionParameters: {
      since: '1.7',
      doc: 'One entry updates, several replace all.',
      params: {
        ...entries,
        params: 'One entry for each device',
        'params.connectionLatency': {
          doc: 'How many connection events the peripheral may leave out',
          unit: 'connection events',
          range: [0, 499],
        },
      },
    },
    GetDeviceFlags: { since: '1.18', doc: 'Only for devices that were added.' },
    SetDeviceFlags: {
      since: '1.18',
      doc: 'Only for devices that were added.',
      params: { currentFlags: 'The flags to set; all others are off' },
    },
    LoadConnectionSubrate: {
      since: 'Linux after 6.12',
      doc: 'Units as for connection parameters.',
      params: {
        ...entries,
        params: 'One entry for each device',
        'params.subrateMin': {
          doc: 'The smallest number of intervals from one meeting of both sides to the next',
          ...subrate,
        },
        'params.subrateMax': {
          doc: 'The largest number of intervals from one meeting of both sides to the next',
          ...subrate,
        },
        'params.maxLatency': { doc: 'How many of these meetings the peripheral may leave out', range: [0, 499] },
        'params.continuationNumber': {
          doc: 'How many events the peripheral stays awake for after a packet',
          unit: 'connection events',
          range: [0, 499],
        },
      },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof deviceCommands>>;

export const deviceEventWords = () =>
  ({
    DeviceConnected: {
      since: '1.0',
      doc: 'Whoever began it.',
      fields: { eirData: 'Its advertising data, or name and class' },
    },
    DeviceDisconnected: { since: '1.0', doc: 'Whoever ended it.', fields: { reason: 'Why' } },
    ConnectFailed: { since: '1.0', doc: 'A connection did not come about.' },
    DeviceBlocked: { since: '1.0', doc: 'Not for the socket that did it.' },
    DeviceUnblocked: { since: '1.0', doc: 'Not for the socket that did it.' },
    DeviceAdded: {
      since: '1.7',
      doc: 'Not for the socket that did it.',
      fields: { action: 'What is done when it is seen' },
    },
    DeviceRemoved: {
      since: '1.7',
      doc: 'If all were removed, Linux numbers the address type as HCI does. Not for the socket that did it.',
      fields: { address: 'Its address; all zeros if all were removed' },
    },
    NewConnectionParameter: {
      since: '1.7',
      doc: 'What the other side wants. Address first, as Linux sends it; the document has it otherwise.',
    },
    DeviceFlagsChanged: { since: '1.18', doc: 'Not for the socket that did it.' },
    ConnectionSubrate: {
      since: 'Linux after 6.12',
      doc: 'How often both sides of a connection meet.',
      fields: {
        interval: { doc: 'The interval of the connection', unit: '1.25 ms' },
        subrate: { doc: 'How many intervals from one meeting of both sides to the next', ...subrate },
        latency: 'How many of these meetings the peripheral may leave out',
      },
    },
  }) as const satisfies WordsOfEvents<ReturnType<typeof deviceEvents>>;
