import type { LinkEnd } from '../../air/air-link.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { identityAddress } from '../identity/own-address.js';
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

/** A connection with the controller of the machine that is at this end of it. */
export interface ControllersLink {
  readonly controller: Controller;
  readonly link: Link;
}

const isControllers = (end: LinkEnd | undefined): end is LinkEnd & ControllersLink =>
  end !== undefined && 'controller' in end;

const isCapable = ({ controller: { flags } }: ControllersLink): boolean =>
  flags.has('SecureConnections') && flags.has('LowEnergy');

/** build_bredr_pairing_cmd in net/bluetooth/smp.c: as much as the remote wants, too. */
function givenBy({ controller }: ControllersLink, { controller: other }: ControllersLink): Given {
  const { flags, world, ownAddress } = controller;
  const areBondable = flags.has('Bondable') && other.flags.has('Bondable');
  const tellsIdentity = flags.has('Privacy') && other.flags.has('ResolvingPrivateAddresses');
  return {
    longTerm: areBondable,
    signature: areBondable ? world.random.bytes(KEY_SIZE) : undefined,
    identity: tellsIdentity ? { key: ownAddress.irk, identity: identityAddress(controller) } : undefined,
  };
}

/**
 * Two controllers that have made a key for BR/EDR with Secure Connections make those for LE of it (bredr_pairing and
 * smp_distribute_keys in net/bluetooth/smp.c). The one who has connected begins.
 */
export function makeLowEnergyKeys(central: ControllersLink): void {
  const { air, classic, end } = central.link;
  const peripheral = end === undefined ? undefined : air?.otherThan(end);
  if (!isControllers(peripheral) || !classic.hasNewKey || !isCapable(central) || !isCapable(peripheral)) return;
  const given = { byCentral: givenBy(central, peripheral), byPeripheral: givenBy(peripheral, central) };
  const { clock, latency } = central.controller.world;
  clock.after(3 * latency, () => {
    finish(peripheral, given.byPeripheral, given.byCentral);
    finish(central, given.byCentral, given.byPeripheral);
  });
}

function finish({ controller, link }: ControllersLink, own: Given, others: Given): void {
  const { peer } = link;
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
  announceKeys(controller, link, keys, lowEnergy);
}
