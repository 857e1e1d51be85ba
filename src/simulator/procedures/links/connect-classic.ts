import type { Controller } from '../../state/controller.js';
import { SecurityLevel } from '../../security/security-level.js';
import { AirLink } from '../../air/air-link.js';
import { call } from '../../air/calling.js';
import { Link } from './link.js';
import { classicParty } from './own-party.js';
import type { Peer } from '../../ground/peer.js';

/** How long somebody is called who does not answer (Core Specification, Vol 4, Part E, 6.6), in milliseconds. */
const PAGE_TIMEOUT = 5120;

/** Calls somebody over BR/EDR, to pair (hci_connect_acl in hci_conn.c, hci_acl_create_conn_sync in hci_sync.c). */
export function callClassic(controller: Controller, peer: Peer): Link {
  const { clock, latency, radio } = controller.world;
  const link = controller.links.add(new Link(controller, peer, true));
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
      clock.after(PAGE_TIMEOUT, () => controller.links.failed(link, 'PageTimeout'));
    } else if (typeof answer === 'string') controller.links.failed(link, answer);
    else {
      link.attach(air, answer.party);
      air.join(link, answer.end);
      meet(link);
    }
  });
  return link;
}

/** They are connected, and get to know each other: features, then the name (hci_conn_complete_evt and what follows). */
export function meet(link: Link): void {
  const { clock, latency } = link.controller.world;
  link.state = 'configuring';
  link.hold();
  clock.after(latency, () => {
    if (link.state !== 'configuring') return;
    const isAuthenticating = needsAuthentication(link);
    if (!isAuthenticating) link.becomeConnected('Success');
    clock.after(latency, () => {
      if (!link.controller.links.has(link)) return;
      link.announce(link.party?.name());
      if (!isAuthenticating || link.classic.isPending) return;
      link.classic.isPending = true;
      link.classic.isInitiator = true;
      link.authenticate();
    });
  });
}

/** hci_outgoing_auth_needed in hci_event.c. */
function needsAuthentication({ classic, controller, isOutgoing, party, protection }: Link): boolean {
  if (!isOutgoing) return false;
  const isSimple = controller.flags.has('SimplePairing') && party?.simplePairing === true;
  return isSimple || classic.requirement.mitm || protection.wanted >= SecurityLevel.Medium;
}
