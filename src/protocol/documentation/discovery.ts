import type { discoveryCommands, discoveryEvents } from '../domains/discovery.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const kinds = {
  addressType: {
    doc: "The kinds of devices to look for: `['BREDR']`, `['LEPublic', 'LERandom']`, or all three",
    source: 'net/bluetooth/mgmt.c, discovery_type_is_valid',
  },
} as const;
const echo = { addressType: 'The kinds of devices, as given' } as const;

export const discoveryCommandWords = () =>
  ({
    StartDiscovery: {
      since: '1.0',
      doc: 'Ends by itself after about ten seconds. Busy if one is running.',
      params: kinds,
      reply: echo,
    },
    StopDiscovery: {
      since: '1.0',
      doc: 'Ends the discovery, whoever started it.',
      params: { addressType: 'Those of the discovery that is running, as Discovering tells them' },
      reply: echo,
    },
    ConfirmName: {
      since: '1.0',
      doc: 'Answers Device Found with `flags.ConfirmName`.',
      params: { nameKnown: 'Whether the name is known: if not, the kernel asks for it' },
    },
    StartServiceDiscovery: {
      since: '1.8',
      doc: 'Only devices that are near enough and announce a service.',
      params: {
        ...kinds,
        rssiThreshold: {
          doc: 'Only devices that are at least so strong, 127 for all',
          unit: 'dBm',
          range: [-127, 127],
        },
        uuids: 'Only devices that announce one of these services; none means all devices',
      },
      reply: echo,
    },
    StartLimitedDiscovery: {
      since: '1.11',
      doc: 'Only devices in limited discoverable mode.',
      params: kinds,
      reply: echo,
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof discoveryCommands>>;

export const discoveryEventWords = () =>
  ({
    DeviceFound: {
      since: '1.0',
      doc: 'A device was seen, by a discovery or because it is in the list of Add Device.',
      fields: {
        rssi: {
          doc: 'How strong it came in. `NaN` if that is not known: 127 on the wire, or 0 for BR/EDR',
          unit: 'dBm',
          source: 'net/bluetooth/mgmt.c, mgmt_device_found',
        },
        flags: 'What else is known of it; `ConfirmName` asks for a Confirm Name command',
      },
    },
    Discovering: {
      since: '1.0',
      doc: 'A discovery started or ended; also comes to the socket that asked for it.',
      fields: { addressType: 'The kinds of devices that it looks for', discovering: 'Whether it runs now' },
    },
  }) as const satisfies WordsOfEvents<ReturnType<typeof discoveryEvents>>;
