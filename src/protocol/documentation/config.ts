import type { configCommands, configEvents } from '../domains/config.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const flags = 'Whether it is switched on, and what that changes';
const feature = { uuid: 'The UUID of the feature, see `experimentalFeatureName`', flags } as const;

export const configCommandWords = () =>
  ({
    ReadExperimentalFeaturesInformation: {
      since: '1.17',
      doc: 'Of one controller, or of the kernel.',
      reply: {
        features: 'Features on trial',
        'features.uuid': 'The UUID of the feature, see `experimentalFeatureName`',
        'features.flags': flags,
      },
    },
    SetExperimentalFeature: {
      since: '1.17',
      doc: 'Of one controller, or of the kernel.',
      params: {
        uuid: 'The feature, by UUID or by name; `DisableAll` switches off what can be',
        action: 'Whether it is to be switched on',
      },
      reply: feature,
    },
    ReadDefaultSystemConfiguration: { since: '1.18', doc: 'How the controller scans, advertises and connects.' },
    SetDefaultSystemConfiguration: { since: '1.18', doc: 'Linux skips unknown types: read them back.' },
    ReadDefaultRuntimeConfiguration: { since: '1.18', doc: 'Linux has none.' },
    SetDefaultRuntimeConfiguration: { since: '1.18', doc: 'Linux refuses it, with the opcode 0x004C.' },
    SendHCICommandAndWaitForEvent: {
      since: 'Linux after 6.12',
      doc: 'A command of HCI, past the kernel.',
      params: {
        opcode: 'The opcode of HCI: group and command',
        event: 'The code of the event to wait for, 0 for Command Complete or Status',
        timeout: { doc: 'For how long, 0 for the default', unit: 's' },
        parameters: 'The parameters of the command',
      },
      reply: { response: 'What the event brought; it begins with the status of HCI' },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof configCommands>>;

export const configEventWords = () =>
  ({
    ExperimentalFeatureChanged: {
      since: '1.17',
      doc: 'Only after reading or setting one. Not for the socket that did it.',
      fields: feature,
    },
    DefaultSystemConfigurationChanged: { since: '1.18', doc: 'Linux does not send it.' },
    DefaultRuntimeConfigurationChanged: { since: '1.18', doc: 'Linux does not send it.' },
  }) as const satisfies WordsOfEvents<ReturnType<typeof configEvents>>;
