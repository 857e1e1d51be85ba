import type { Controller } from '../../state/controller.js';
import { SecurityLevel } from '../../security/security-level.js';
import { AirLink } from '../../air/air-link.js';
import { call } from '../../air/calling.js';
import type { Link } from '../../state/link.js';
import { authenticate } from '../pairing/protect.js';
import { announce } from '../links/announce.js';
import { addLink, attach } from './controller-end.js';
import { becomeConnected, failed, hold } from '../links/lifetime.js';
import { classicParty } from '../links/own-party.js';
import type { Peer } from '../../ground/peer.js';

/** How long a device is paged that does not answer (Core Specification, Vol 4, Part E, 6.6), in milliseconds. */
const PAGE_TIMEOUT = 5120;

/** Pages a device, to pair (hci_connect_acl in hci_conn.c, hci_acl_create_conn_sync in hci_sync.c). */
export function callClassic(controller: Controller, peer: Peer): Link {
  const { clock, latency, radio } = controller.world;
  const link = addLink(controller, peer, true);
  link.protection.wanted = SecurityLevel.Medium;
  link.classic.requirement = { bonding: 'dedicated', mitm: false };
  link.classOfDevice = controller.discovery.cache.get(peer.address)?.classOfDevice ?? 0;
  clock.after(latency, () => {
    if (link.state !== 'connecting') return;
    const air = new AirLink(clock, latency, 'BREDR');
    const { address } = link.peer;
    const from = classicParty(controller);
    const heardBy = controller.health.isDeaf ? [] : radio.stations;
    const answer = call(heardBy, { link: air, address, addressType: 'BREDR', from });
    if (answer === undefined) {
      clock.after(PAGE_TIMEOUT, () => failed(controller, link, 'PageTimeout'));
    } else if (typeof answer === 'string') failed(controller, link, answer);
    else {
      air.join(attach(controller, link, air, answer.party), answer.end);
      meet(controller, link);
    }
  });
  return link;
}

/** The link is there; both ends exchange features, then the name (hci_conn_complete_evt and what follows). */
export function meet(controller: Controller, link: Link): void {
  const { clock, latency } = controller.world;
  link.state = 'configuring';
  hold(link);
  clock.after(latency, () => {
    if (link.state !== 'configuring') return;
    const isAuthenticating = needsAuthentication(controller, link);
    if (!isAuthenticating) becomeConnected(controller, link, 'Success');
    clock.after(latency, () => {
      if (!controller.links.has(link)) return;
      announce(controller, link, link.party?.name());
      if (!isAuthenticating || link.classic.isPending) return;
      link.classic.isPending = true;
      link.classic.isInitiator = true;
      authenticate(controller, link);
    });
  });
}

/** hci_outgoing_auth_needed in hci_event.c. */
function needsAuthentication({ flags }: Controller, { classic, isOutgoing, party, protection }: Link): boolean {
  if (!isOutgoing) return false;
  const isSimple = flags.has('SimplePairing') && party?.simplePairing === true;
  return isSimple || classic.requirement.mitm || protection.wanted >= SecurityLevel.Medium;
}
