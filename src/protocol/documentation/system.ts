import type { systemCommands, systemEvents } from '../domains/system.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const indexes = { controllerIndexes: 'Their indexes' } as const;

export const systemCommandWords = () =>
  ({
    ReadManagementVersionInformation: {
      since: '1.0',
      doc: 'The version of the protocol, such as 1.23.',
      reply: { version: 'The first number, 1', revision: 'The second number, which grows with what can be done' },
    },
    ReadManagementSupportedCommands: {
      since: '1.0',
      doc: 'What this socket may use: sockets without privileges may use less.',
      reply: { commands: 'The opcodes of commands', events: 'The codes of events' },
    },
    ReadControllerIndexList: { since: '1.0', doc: 'Controllers that are ready to use.', reply: indexes },
    ReadUnconfiguredControllerIndexList: {
      since: '1.7',
      doc: 'Controllers that lack an address or firmware settings.',
      reply: indexes,
    },
    ReadExtendedControllerIndexList: {
      since: '1.9',
      doc: 'All controllers with their kind. From then on this socket gets Extended Index Added and Removed instead of the plain and the unconfigured ones.',
      reply: {
        controllers: 'All controllers',
        'controllers.controllerIndex': { doc: 'The index of the controller', range: [0, 0xfffe] },
        'controllers.controllerType': 'Whether it can be used, or waits for its configuration',
        'controllers.controllerBus': 'How it is attached',
      },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof systemCommands>>;

const answered = { commandOpcode: 'The opcode of the command that is answered' } as const;

export const systemEventWords = () =>
  ({
    CommandComplete: {
      since: '1.0',
      doc: 'The answer to a command, with its return parameters.',
      fields: { ...answered, returnParameters: 'What the command returns, for `decodeReply`' },
    },
    CommandStatus: { since: '1.0', doc: 'The answer to a command that failed.', fields: answered },
    IndexAdded: { since: '1.0', doc: 'A controller can be used.' },
    IndexRemoved: { since: '1.0', doc: 'A controller has gone. Its index may be given to another one at once.' },
    UnconfiguredIndexAdded: { since: '1.7', doc: 'A controller waits for its configuration.' },
    UnconfiguredIndexRemoved: {
      since: '1.7',
      doc: 'It has gone, or was configured and comes back with Index Added.',
    },
    ExtendedIndexAdded: {
      since: '1.9',
      doc: 'A controller has come. Only after Read Extended Controller Index List.',
    },
    ExtendedIndexRemoved: {
      since: '1.9',
      doc: 'A controller has gone. Only after Read Extended Controller Index List.',
    },
  }) as const satisfies WordsOfEvents<ReturnType<typeof systemEvents>>;
