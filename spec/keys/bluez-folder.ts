import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KeyStore, StoredKey } from 'rx-btmgmt';
import { bluezKeyStore } from 'rx-btmgmt/keys-node';
import { OWNER, PHONE } from './key-world.js';

/** A folder as BlueZ has it, for each test. */
export class BluezFolder {
  directory = '';

  constructor() {
    beforeEach(() => {
      this.directory = mkdtempSync(join(tmpdir(), 'bluez-'));
    });
    afterEach(() => rmSync(this.directory, { recursive: true }));
  }

  pathOf(device: string = PHONE.address, owner = OWNER): string {
    return join(this.directory, owner, device, 'info');
  }

  put(text: string, device?: string, owner?: string): void {
    const path = this.pathOf(device, owner);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, 'latin1');
  }

  textAt(device?: string): string {
    return readFileSync(this.pathOf(device), 'latin1');
  }

  get readable(): KeyStore {
    return bluezKeyStore(this.directory);
  }

  get writable(): KeyStore {
    return bluezKeyStore(this.directory, { write: true });
  }
}

/** As bluetoothd 5.8x writes it: groups, keys and forms of BlueZ's doc/settings-storage.txt, with bytes of ours. */
export const DUAL = `[General]
Name=M\xc3\xbcller's Phone
Alias=Phone
Class=0x5a020c
SupportedTechnologies=BR/EDR;LE;
AddressType=public
Trusted=true
Blocked=false
CablePairing=false
Services=00001105-0000-1000-8000-00805f9b34fb;0000110a-0000-1000-8000-00805f9b34fb;

[LinkKey]
Key=000102030405060708090A0B0C0D0E0F
Type=8
PINLength=0

[LongTermKey]
Key=101112131415161718191A1B1C1D1E1F
Authenticated=1
EncSize=16
EDiv=4660
Rand=18446744073709551615

[PeripheralLongTermKey]
Key=202122232425262728292A2B2C2D2E2F
Authenticated=0
EncSize=7
EDiv=1
Rand=1

[SlaveLongTermKey]
Key=202122232425262728292A2B2C2D2E2F
Authenticated=0
EncSize=7
EDiv=1
Rand=1

[IdentityResolvingKey]
Key=303132333435363738393A3B3C3D3E3F

[RemoteSignatureKey]
Key=404142434445464748494A4B4C4D4E4F
Counter=7
Authenticated=true

[ConnectionParameters]
MinInterval=24
MaxInterval=40
Latency=0
Timeout=42

[DeviceID]
Source=1
Vendor=76
`;

const from = (first: number): Uint8Array => Uint8Array.from({ length: 16 }, (_, i) => first + i);

export const OF_DUAL: readonly StoredKey[] = [
  {
    kind: 'LinkKey',
    address: PHONE.address,
    addressType: 'BREDR',
    keyType: 'AuthenticatedP256',
    value: from(0),
    pinLength: 0,
  },
  {
    kind: 'LongTermKey',
    ...PHONE,
    keyType: 'AuthenticatedLegacy',
    central: 1,
    encryptionSize: 16,
    encryptionDiversifier: 4660,
    randomNumber: 2n ** 64n - 1n,
    value: from(0x10),
  },
  {
    kind: 'LongTermKey',
    ...PHONE,
    keyType: 'UnauthenticatedLegacy',
    central: 0,
    encryptionSize: 7,
    encryptionDiversifier: 1,
    randomNumber: 1n,
    value: from(0x20),
  },
  { kind: 'IdentityResolvingKey', ...PHONE, value: from(0x30) },
  { kind: 'SignatureResolvingKey', ...PHONE, keyType: 'RemoteAuthenticated', value: from(0x40) },
  {
    kind: 'ConnectionParameters',
    ...PHONE,
    minConnectionInterval: 24,
    maxConnectionInterval: 40,
    connectionLatency: 0,
    supervisionTimeout: 42,
  },
];
