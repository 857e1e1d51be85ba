import type { advertisingCommands, advertisingEvents } from '../domains/advertising.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const times = {
  duration: { doc: 'How long it is its turn where several share the controller, 0 for the default', unit: 's' },
  timeout: { doc: 'After how long it ends, 0 for never', unit: 's' },
} as const;
const flags = { flags: 'What the kernel does for it: what it adds, how it can be found and connected' } as const;
/** The least and the greatest interval of extended advertising (Core Specification, Vol 4, Part E, 7.8.53). */
const interval = { unit: '0.625 ms', range: [0x20, 0xff_ffff] } as const;

export const advertisingCommandWords = () =>
  ({
    ReadAdvertisingFeatures: {
      since: '1.9',
      doc: 'What advertising there can be, and what there is.',
      reply: {
        maxInstances: 'How many advertisements there can be',
        instances: 'The numbers of those that there are',
      },
    },
    AddAdvertising: { since: '1.9', doc: 'The same instance again replaces it.', params: { ...flags, ...times } },
    RemoveAdvertising: {
      since: '1.9',
      doc: 'It ends.',
      params: { instance: 'The number of the advertisement, 0 for all' },
      reply: { instance: 'The number of the advertisement, 0 if all were removed' },
    },
    GetAdvertisingSizeInformation: {
      since: '1.11',
      doc: 'How much room the flags leave.',
      params: flags,
      reply: { flags: 'As given' },
    },
    AddExtendedAdvertisingParameters: {
      since: '1.19',
      doc: 'Data must follow, with Add Extended Advertising Data.',
      params: {
        ...times,
        flags: 'What the kernel does for it, and which of these parameters count',
        minInterval: { doc: 'The shortest time from one to the next, with the flag `ParamIntervals`', ...interval },
        maxInterval: { doc: 'The longest time from one to the next, with the flag `ParamIntervals`', ...interval },
        txPower: {
          doc: 'How strongly to send, with the flag `ParamTxPower`; 127 for no preference',
          unit: 'dBm',
          range: [-127, 127],
        },
      },
      reply: {
        txPower: { doc: 'The strength that was chosen. `NaN` if that is not known: 127 on the wire', unit: 'dBm' },
      },
    },
    AddExtendedAdvertisingData: { since: '1.19', doc: 'Makes the instance of the parameters start.' },
  }) as const satisfies WordsOfCommands<ReturnType<typeof advertisingCommands>>;

export const advertisingEventWords = () =>
  ({
    AdvertisingAdded: { since: '1.9', doc: 'Not for the socket that did it.' },
    AdvertisingRemoved: { since: '1.9', doc: 'After a timeout for all programs, else not for the socket that did it.' },
  }) as const satisfies WordsOfEvents<ReturnType<typeof advertisingEvents>>;
