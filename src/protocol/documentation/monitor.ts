import type { monitorCommands, monitorEvents } from '../domains/monitor.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const patterns = {
  patterns: 'At most 16 patterns: any of them is enough',
  'patterns.adType': 'The kind of data that is looked at',
  'patterns.offset': { doc: 'Where in that data the bytes stand', unit: 'bytes', range: [0, 30] },
  'patterns.value': 'The bytes, at most 31 together with `offset`',
} as const;
const threshold = { unit: 'dBm', range: [-127, 20], source: 'net/bluetooth/msft.c, msft_monitor_rssi_valid' } as const;

export const monitorCommandWords = () =>
  ({
    ReadAdvertisementMonitorFeatures: {
      since: '1.18',
      doc: 'What monitors there can be, and which there are.',
      reply: {
        supportedFeatures: 'What the controller can match by itself',
        enabledFeatures: 'What is in use of that',
        maxNumHandles: 'How many monitors there can be',
        maxNumPatterns: 'How many patterns each can have',
        handles: 'The numbers of those that there are',
      },
    },
    AddAdvertisementPatternsMonitor: {
      since: '1.18',
      doc: 'Linux refuses a monitor without patterns.',
      params: patterns,
    },
    RemoveAdvertisementMonitor: {
      since: '1.18',
      doc: 'It ends.',
      params: { monitorHandle: 'The number of the monitor, 0 for all' },
      reply: { monitorHandle: 'The number of the monitor, 0 if all were removed' },
    },
    AddAdvertisementPatternsMonitorWithRSSIThreshold: {
      since: '1.20',
      doc: 'Only devices that are near enough.',
      params: {
        ...patterns,
        highThreshold: { doc: 'A device is found when it is at least so strong', ...threshold },
        highThresholdTimer: { doc: 'For how long it must be so strong', unit: 's' },
        lowThreshold: { doc: 'A device is lost when it is weaker', ...threshold },
        lowThresholdTimer: { doc: 'For how long it must be so weak', unit: 's' },
        samplingPeriod: {
          doc: 'From one report of a device to the next, 0 for all reports, 255 for the first only',
          unit: '100 ms',
        },
      },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof monitorCommands>>;

export const monitorEventWords = () =>
  ({
    AdvertisementMonitorAdded: { since: '1.18', doc: 'Not for the socket that did it.' },
    AdvertisementMonitorRemoved: { since: '1.18', doc: 'Not for the socket that did it.' },
    AdvertisementMonitorDeviceFound: {
      since: '1.18',
      doc: 'To all programs. Handle 0: it was matched against no pattern, or the controller has matched it and reported this device before. What a discovery finds comes as Device Found instead.',
      fields: { monitorHandle: 'The number of the monitor that matched, 0 if none has' },
    },
    AdvertisementMonitorDeviceLost: { since: '1.18', doc: 'Only if the controller does the matching.' },
  }) as const satisfies WordsOfEvents<ReturnType<typeof monitorEvents>>;
