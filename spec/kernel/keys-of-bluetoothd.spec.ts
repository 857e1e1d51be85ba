import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { defer, lastValueFrom, retry, throwError, timer } from 'rxjs';
import type { KeyFields, Peer, StoredKey } from 'rx-btmgmt';
import { isStatusError } from 'rx-btmgmt';
import { bluezKeyStore } from 'rx-btmgmt/keys-node';
import { startBluetoothd } from './support/bluetoothd.js';
import { FIRST, openDuringSuite, ready } from './support/controllers.js';

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
