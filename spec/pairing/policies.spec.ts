import type { PairingRequest } from 'rx-btmgmt';
import { acceptConfirmations, acceptJustWorks, fixedPasskey, fixedPin, rejectAll } from 'rx-btmgmt';

describe('policies', () => {
  const question = (
    kind: PairingRequest['kind'],
    more: object = {},
  ): PairingRequest & { readonly given: unknown[] } => {
    const given: unknown[] = [];
    const answer = (...args: unknown[]): boolean => given.push(...args, 'yes') > 0;
    const reject = (): boolean => given.push('no') > 0;
    return { kind, isOpen: true, accept: answer, reject, given, ...more } as never;
  };
  const KINDS = ['pin', 'confirm', 'justWorks', 'passkey', 'display'] as const;

  it.each([
    ['acceptJustWorks', acceptJustWorks, { justWorks: ['yes'] }],
    ['acceptConfirmations', acceptConfirmations, { justWorks: ['yes'], confirm: ['yes'] }],
    ['fixedPin', fixedPin('0000'), { pin: ['0000', 'yes'] }],
    ['fixedPasskey', fixedPasskey('001234'), { passkey: [1234, 'yes'] }],
    ['rejectAll', rejectAll, { pin: ['no'], confirm: ['no'], justWorks: ['no'], passkey: ['no'], display: ['no'] }],
  ] as const)('%s answers what it knows, says whether it did, and leaves what is answered', (_, policy, answers) => {
    for (const kind of KINDS) {
      const expected: readonly unknown[] = (answers as Partial<Record<string, readonly unknown[]>>)[kind] ?? [];
      const request = question(kind);
      expect([kind, policy(request), request.given]).toEqual([kind, expected.length > 0, expected]);
      const over = question(kind, { isOpen: false });
      expect([policy(over), over.given]).toEqual([false, []]);
    }
  });

  it('leaves a PIN that has to be longer', () => {
    expect(fixedPin('0000')(question('pin', { secure: true }))).toBe(false);
    expect(fixedPin('0123456789012345')(question('pin', { secure: true }))).toBe(true);
  });
});
