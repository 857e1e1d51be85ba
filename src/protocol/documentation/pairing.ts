import type { pairingCommands, pairingEvents } from '../domains/pairing.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const passkey = { doc: 'The six digits as a number', range: [0, 999_999] } as const;

export const pairingCommandWords = () =>
  ({
    PINCodeReply: {
      since: '1.0',
      doc: 'Answers PIN Code Request.',
      params: { pinCode: 'The PIN as text, such as `0000`; 16 bytes are needed if the request was `secure`' },
    },
    PINCodeNegativeReply: { since: '1.0', doc: 'Answers PIN Code Request: there is no PIN.' },
    SetIOCapability: {
      since: '1.0',
      doc: 'For pairings that others begin.',
      params: { ioCapability: 'What this side can show and enter' },
    },
    PairDevice: {
      since: '1.0',
      doc: 'The reply comes when pairing is over.',
      params: { ioCapability: 'What this side can show and enter' },
      reply: { address: 'Its address; perhaps that of its identity instead of the one that was given' },
    },
    CancelPairDevice: { since: '1.0', doc: 'Pair Device is answered with Cancelled first.' },
    UnpairDevice: {
      since: '1.0',
      doc: 'Its keys are forgotten.',
      params: { disconnect: 'Whether a connection that exists ends' },
    },
    UserConfirmationReply: { since: '1.0', doc: 'Answers User Confirmation Request: the numbers are the same.' },
    UserConfirmationNegativeReply: { since: '1.0', doc: 'Answers User Confirmation Request: they are not.' },
    UserPasskeyReply: { since: '1.0', doc: 'Answers User Passkey Request.', params: { passkey } },
    UserPasskeyNegativeReply: { since: '1.0', doc: 'Answers User Passkey Request: there is none.' },
  }) as const satisfies WordsOfCommands<ReturnType<typeof pairingCommands>>;

export const pairingEventWords = () =>
  ({
    PINCodeRequest: {
      since: '1.0',
      doc: 'To be answered with PIN Code Reply.',
      fields: { secure: { doc: 'Whether a PIN of 16 digits is needed: 1, else 0', range: [0, 1] } },
    },
    UserConfirmationRequest: {
      since: '1.0',
      doc: 'To be answered with User Confirmation Reply.',
      fields: {
        confirmHint: { doc: 'If 1, ask only whether to pair: there is no number to compare', range: [0, 1] },
        value: { doc: 'The number that both sides show, as six digits', range: [0, 999_999] },
      },
    },
    UserPasskeyRequest: { since: '1.0', doc: 'To be answered with User Passkey Reply.' },
    AuthenticationFailed: { since: '1.0', doc: 'Not for the socket that waits for its Pair Device.' },
    DeviceUnpaired: { since: '1.0', doc: 'Not for the socket that did it.' },
    PasskeyNotify: {
      since: '1.2',
      doc: 'A passkey is to be shown.',
      fields: { passkey, entered: 'How many digits were typed on the other side' },
    },
  }) as const satisfies WordsOfEvents<ReturnType<typeof pairingEvents>>;
