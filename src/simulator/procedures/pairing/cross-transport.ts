import type { Link } from '../links/link.js';
import type { Peer } from '../../ground/peer.js';
import { announceKeys } from './announce-keys.js';
import { crossTransportKey } from '../../security/key-exchange.js';
import { SecurityLevel } from '../../security/security-level.js';

const KEY_SIZE = 16;

/** What one of the two gives to the other. */
interface Given {
  readonly longTerm: boolean;
  readonly signature: Uint8Array | undefined;
  readonly identity: { readonly key: Uint8Array; readonly identity: Peer } | undefined;
}

const isCapable = ({ controller: { flags } }: Link): boolean =>
  flags.has('SecureConnections') && flags.has('LowEnergy');

/** build_bredr_pairing_cmd in net/bluetooth/smp.c: as much as the other one wants, too. */
function givenBy({ controller: { flags, world, ownAddress } }: Link, { controller: other }: Link): Given {
  const areBondable = flags.has('Bondable') && other.flags.has('Bondable');
  const tellsIdentity = flags.has('Privacy') && other.flags.has('ResolvingPrivateAddresses');
  return {
    longTerm: areBondable,
    signature: areBondable ? world.random.bytes(KEY_SIZE) : undefined,
    identity: tellsIdentity ? { key: ownAddress.irk, identity: ownAddress.identity() } : undefined,
  };
}

/**
 * Two controllers that have made a key for BR/EDR with Secure Connections make those for LE of it (bredr_pairing and
 * smp_distribute_keys in net/bluetooth/smp.c). The one who has connected begins.
 */
export function makeLowEnergyKeys(central: Link, peripheral: Link): void {
  if (!central.classic.hasNewKey || !isCapable(central) || !isCapable(peripheral)) return;
  const given = { byCentral: givenBy(central, peripheral), byPeripheral: givenBy(peripheral, central) };
  const { clock, latency } = central.controller.world;
  clock.after(3 * latency, () => {
    finish(peripheral, given.byPeripheral, given.byCentral);
    finish(central, given.byCentral, given.byPeripheral);
  });
}

function finish(link: Link, own: Given, others: Given): void {
  const { controller, peer } = link;
  const linkKey = controller.keyStore.linkKey(peer.address);
  if (linkKey === undefined || !controller.links.has(link)) return;
  const isProven = link.protection.wanted === SecurityLevel.Fips;
  const longTermKey = {
    keyType: isProven ? 'AuthenticatedP256' : 'UnauthenticatedP256',
    value: crossTransportKey(linkKey.value),
    central: false,
    encryptionSize: KEY_SIZE,
    encryptionDiversifier: 0,
    randomNumber: 0n,
  } as const;
  const lowEnergy = { address: peer.address, addressType: 'LEPublic' } as const;
  if (own.longTerm) controller.keyStore.addLongTermKey({ ...longTermKey, ...lowEnergy });
  const keys = {
    isBonded: !link.flushesKey,
    isAuthenticated: link.protection.level > SecurityLevel.Medium,
    isDebug: false,
    identity: others.identity,
    remoteSignature: others.signature,
    ownSignature: own.signature,
    longTermKey: own.longTerm ? longTermKey : undefined,
    ownLongTermKey: undefined,
    linkKey: undefined,
  };
  announceKeys(link, keys, lowEnergy);
}
