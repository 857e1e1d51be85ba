import type { Mgmt } from '../../src/index.js';
import { marbles } from '../support/marbles.js';

const ABSENT = { address: '00:AA:01:01:00:99', addressType: 'BREDR' } as const;
const PAIRING = { ...ABSENT, ioCapability: 'NoInputNoOutput' } as const;

describe('A pairing that asks in vain', () => {
  it.each(['UserConfirmationRequest', 'UserPasskeyRequest', 'PINCodeRequest'] as const)(
    'says so when it fails, and when it is given up: %s',
    (event) => {
      marbles(({ kernel, expectObservable }) => {
        const q = { event, address: ABSENT.address, addressType: 'BREDR' } as const;
        const f = { replyTo: 'PairDevice', status: 'Failed', returnParameters: {} } as const;
        const answers = { CancelPairDevice: {} };
        const message: unknown = expect.stringMatching(new RegExp(`The question was not answered: ${event} came`));
        const failed = kernel('-q-f', { q, f }).mgmt;
        const silent = kernel('-q--', { q }, { answers }).mgmt;
        const pair = (mgmt: Mgmt) => mgmt.commandWith$('PairDevice', 0, PAIRING, { timeout: 5 });
        expectObservable(pair(failed)).toBe('---#', null, expect.objectContaining({ code: 'Failed', message }));
        expectObservable(pair(silent)).toBe('-----#', null, expect.objectContaining({ code: 'Timeout', message }));
      });
    },
  );

  it('says nothing of it if it was answered, or another device asked', () => {
    marbles(({ kernel, subscribe, expectObservable }) => {
      const { mgmt } = kernel('-qo-(fu)', {
        u: { replyTo: 'UserConfirmationReply' },
        q: { event: 'UserConfirmationRequest', address: ABSENT.address, addressType: 'BREDR' },
        o: { event: 'UserConfirmationRequest', address: '00:AA:01:01:00:55', addressType: 'BREDR' },
        f: { replyTo: 'PairDevice', status: 'Failed', returnParameters: {} },
      });
      const message: unknown = expect.not.stringContaining('was not answered');
      expectObservable(mgmt.commandWith$('PairDevice', 0, PAIRING)).toBe(
        '----#',
        null,
        expect.objectContaining({ code: 'Failed', message }),
      );
      subscribe(mgmt.command$('UserConfirmationReply', 0, ABSENT.address, 'BREDR'), '---^');
    });
  });
});
