import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Subscription, filter, firstValueFrom, from, lastValueFrom, mergeMap } from 'rxjs';
import type { KeyChange, KeyFields, KeyStore, StoredKey } from 'rx-btmgmt';
import { controller, isStatusError, memoryKeyStore, Mgmt, persistKeys } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { FIRST, openDuringSuite, PAIR, ready, reset, SECOND } from './support/controllers.js';
import { renewPair } from './support/pair.js';
import { securedLink } from './support/secured-link.js';

const peer = (n: number) =>
  ({ address: `00:11:22:33:${hex(n >> 8)}:${hex(n & 0xff)}`, addressType: 'LEPublic' }) as const;
const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

const longTermKey = (n: number): KeyFields['LongTermKey'] => ({
  ...peer(n),
  keyType: 'UnauthenticatedP256',
  central: 0,
  encryptionSize: 16,
  encryptionDiversifier: 0,
  randomNumber: 0n,
  value: Uint8Array.from({ length: 16 }, (_, i) => (n >> (i & 8)) & 0xff),
});

async function storeOf(keys: readonly StoredKey[], owner: string): Promise<KeyStore> {
  const store = memoryKeyStore();
  await lastValueFrom(from(keys).pipe(mergeMap((key) => store.write$(owner, key))));
  return store;
}

const loaded = (changes$: ReturnType<typeof persistKeys>): Promise<KeyChange> =>
  firstValueFrom(changes$.pipe(filter(({ change }) => change === 'loaded')));

describe('Keys on a kernel', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  const adapter = controller(mgmt, FIRST.address);
  const isPaired = async (n: number): Promise<boolean> => {
    const unpaired$ = mgmt.command$('UnpairDevice', FIRST.index, peer(n).address, peer(n).addressType, false);
    return lastValueFrom(unpaired$).then(
      () => true,
      (error: unknown) => {
        if (isStatusError(error, 'NotPaired')) return false;
        throw error;
      },
    );
  };

  /** Which of these are paired with it. */
  const pairedOf = async (...numbers: readonly number[]): Promise<readonly boolean[]> => {
    const found: boolean[] = [];
    for (const n of numbers) found.push(await isPaired(n));
    return found;
  };

  it('loads 500 long-term keys, which stay over a power cycle', async () => {
    await ready(mgmt, FIRST.index);
    await reset(mgmt, FIRST.index);
    const keys = Array.from({ length: 500 }, (_, n): StoredKey => ({ kind: 'LongTermKey', ...longTermKey(n) }));
    const change = await loaded(persistKeys(adapter, await storeOf(keys, FIRST.address)));
    assert.ok(change.change === 'loaded');
    assert.deepEqual(change.counts, { LinkKey: 0, LongTermKey: 500, IdentityResolvingKey: 0 });
    for (const on of [true, false, true]) await lastValueFrom(mgmt.command$('SetPowered', FIRST.index, on));
    assert.deepEqual(await pairedOf(0, 1, 250, 499, 500), [true, true, true, true, false]);
  });

  it('takes 1820 of them in one frame', async () => {
    const keys = Array.from({ length: 1820 }, (_, n) => longTermKey(n));
    await lastValueFrom(mgmt.command$('LoadLongTermKeys', FIRST.index, keys));
    assert.deepEqual(await pairedOf(0, 1819, 1820), [true, true, false]);
    const tooMany$ = mgmt.command$('LoadLongTermKeys', FIRST.index, [...keys, keys[0]!]);
    await assert.rejects(lastValueFrom(tooMany$));
    await lastValueFrom(mgmt.command$('SetPowered', FIRST.index, false));
  });
});

for (const secure of [false, true]) {
  describe(`Keys of a pairing on a kernel, ${secure ? 'secure' : 'legacy'}`, { timeout: 120_000 }, () => {
    const mgmt = openDuringSuite();
    const other = new Mgmt(hciSocket());
    let agreeing = Subscription.EMPTY;
    // Not before: suites are declared when all are loaded, and others ask what nobody answers.
    before(() => {
      agreeing = other.event$('UserConfirmationRequest').subscribe(({ index, address, addressType }) => {
        other.command$('UserConfirmationReply', index, address, addressType).subscribe({ error: () => undefined });
      });
    });
    after(() => agreeing.unsubscribe());

    async function switchOn(): Promise<void> {
      for (const { index } of PAIR) {
        await ready(mgmt, index);
        await lastValueFrom(other.command$('SetLowEnergy', index, true));
        await lastValueFrom(other.command$('SetBondable', index, true));
        if (secure) {
          await lastValueFrom(other.command$('SetSecureSimplePairing', index, true));
          await lastValueFrom(other.command$('SetSecureConnections', index, 'On'));
        }
        await lastValueFrom(other.command$('SetPowered', index, true));
      }
      await lastValueFrom(other.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
    }

    it('are stored, loaded into controllers made anew, and encrypt a connection without another pairing', async () => {
      const stores = PAIR.map(() => memoryKeyStore());
      const changes: KeyChange[][] = [[], []];
      const news: string[] = [];
      const subscriptions = [
        ...PAIR.map(({ address }, n) =>
          persistKeys(controller(mgmt, address), stores[n]!).subscribe((change) => changes[n]!.push(change)),
        ),
        ...(['NewLongTermKey', 'UserConfirmationRequest', 'AuthenticationFailed'] as const).map((name) =>
          mgmt.event$(name).subscribe(({ event, index }) => news.push(`${event} ${String(index)}`)),
        ),
      ];
      const has = async (isSo: () => boolean): Promise<void> => {
        while (!isSo()) await new Promise((done) => setTimeout(done, 20));
      };
      await switchOn();
      await lastValueFrom(other.command$('PairDevice', FIRST.index, SECOND.address, 'LEPublic', 'NoInputNoOutput'));
      const stored = (n: number) => changes[n]!.filter((it) => it.change === 'stored' && it.key.kind === 'LongTermKey');
      await has(() => stored(0).length > 0 && stored(1).length > 0);

      await renewPair();
      await has(() => changes.every((list) => list.filter(({ change }) => change === 'loaded').length === 2));
      for (const list of changes) {
        const last = list.filter((it) => it.change === 'loaded').at(-1);
        assert.ok((last?.counts.LongTermKey ?? 0) > 0);
      }
      news.length = 0;
      await switchOn();
      const again$ = other.command$('PairDevice', FIRST.index, SECOND.address, 'LEPublic', 'NoInputNoOutput');
      await assert.rejects(lastValueFrom(again$), { code: 'AlreadyPaired' });
      const connected = firstValueFrom(
        mgmt.event$('DeviceConnected', FIRST.index).pipe(filter(({ address }) => address === SECOND.address)),
      );
      const { keySize, end } = await securedLink(FIRST.address, SECOND.address);
      await connected;
      assert.deepEqual({ keySize, news }, { keySize: 16, news: [] });
      end();

      for (const each of subscriptions) each.unsubscribe();
    });
  });
}
