import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { defer, filter, firstValueFrom, lastValueFrom, map, merge, repeat, retry, throwError, timer } from 'rxjs';
import type { KeyFields, Peer, StoredKey } from 'rx-btmgmt';
import { controller, isStatusError, Mgmt, persistKeys } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { bluezKeyStore } from 'rx-btmgmt/keys-node';
import { startBluetoothd } from './support/bluetoothd.js';
import { FIRST, openDuringSuite, PAIR, ready, SECOND } from './support/controllers.js';
import { renewPair } from './support/pair.js';
import { securedLink } from './support/secured-link.js';

const DEVICE = '00:11:22:33:44:55';
const value = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
const ofLowEnergy = { address: DEVICE, addressType: 'LEPublic' } as const;
const longTermKey: KeyFields['LongTermKey'] = {
  ...ofLowEnergy,
  keyType: 'AuthenticatedLegacy',
  central: 1,
  encryptionSize: 16,
  encryptionDiversifier: 0x1234,
  randomNumber: 2n ** 63n,
  value,
};
const KEYS: readonly StoredKey[] = [
  { kind: 'LinkKey', address: DEVICE, addressType: 'BREDR', keyType: 'AuthenticatedP192', pinLength: 0, value },
  { kind: 'LongTermKey', ...longTermKey },
  { kind: 'LongTermKey', ...longTermKey, central: 0, encryptionDiversifier: 0x4321 },
  { kind: 'IdentityResolvingKey', ...ofLowEnergy, value },
];
const FOLDER = '/var/lib/bluetooth';
const AGAIN_MS = 50;

describe('The keys of a real bluetoothd', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  it('are those that were written for it: it gives them to the kernel', async () => {
    await ready(mgmt, FIRST.index);
    const store = bluezKeyStore(FOLDER, { write: true });
    for (const key of KEYS) await lastValueFrom(store.write$(FIRST.address, key), { defaultValue: undefined });
    assert.deepEqual(await lastValueFrom(store.read$(FIRST.address)), KEYS);
    const bluetoothd = await startBluetoothd();
    try {
      await lastValueFrom(mgmt.command$('SetPowered', FIRST.index, true));
      // The kernel can unpair what it has a key of, once it was given one.
      for (const addressType of ['BREDR', 'LEPublic'] satisfies Peer['addressType'][]) {
        const unpaired$ = defer(() => mgmt.command$('UnpairDevice', FIRST.index, DEVICE, addressType, false)).pipe(
          retry({
            delay: (error: unknown) => (isStatusError(error, 'NotPaired') ? timer(AGAIN_MS) : throwError(() => error)),
          }),
        );
        await lastValueFrom(unpaired$);
      }
    } finally {
      await bluetoothd.stop();
      rmSync(FOLDER, { recursive: true });
    }
  });
});

describe('A pairing under a real bluetoothd', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();
  const isOfOther = ({ kind }: StoredKey): boolean => kind === 'LongTermKey';

  /** Until bluetoothd has written it. */
  const storedFor = (owner: string): Promise<StoredKey> =>
    firstValueFrom(
      defer(() => bluezKeyStore(FOLDER).read$(owner)).pipe(
        repeat({ delay: AGAIN_MS }),
        map((keys) => keys.find(isOfOther)),
        filter((key) => key !== undefined),
      ),
    );

  it('is known without it: its files are read, loaded, and encrypt a connection without another pairing', async () => {
    const owning = new Mgmt(hciSocket(), { owning: 'allow' });
    const bluetoothd = await startBluetoothd();
    try {
      for (const { index } of PAIR) {
        await ready(mgmt, index);
        await lastValueFrom(owning.command$('SetLowEnergy', index, true));
        await lastValueFrom(owning.command$('SetPowered', index, true));
        await lastValueFrom(owning.command$('SetBondable', index, true));
      }
      await bluetoothd.agree();
      await lastValueFrom(owning.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
      await lastValueFrom(owning.command$('PairDevice', FIRST.index, SECOND.address, 'LEPublic', 'NoInputNoOutput'));
      for (const { address } of PAIR) await storedFor(address);
    } finally {
      await bluetoothd.stop();
    }
    await renewPair();
    const store = bluezKeyStore(FOLDER);
    const loaded = Promise.all(
      PAIR.map(({ address }) =>
        firstValueFrom(persistKeys(controller(mgmt, address), store).pipe(filter(({ change }) => change === 'loaded'))),
      ),
    );
    for (const change of await loaded) assert.ok(change.change === 'loaded' && (change.counts.LongTermKey ?? 0) > 0);
    const news: string[] = [];
    const subscription = merge(
      ...(['NewLongTermKey', 'UserConfirmationRequest', 'AuthenticationFailed'] as const).map((name) =>
        mgmt.event$(name),
      ),
    ).subscribe(({ event }) => news.push(event));
    for (const { index } of PAIR) {
      await lastValueFrom(mgmt.command$('SetLowEnergy', index, true));
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
    await lastValueFrom(mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
    const { keySize, end } = await securedLink(FIRST.address, SECOND.address);
    assert.deepEqual({ keySize, news }, { keySize: 16, news: [] });
    end();
    subscription.unsubscribe();
    rmSync(FOLDER, { recursive: true });
  });
});
