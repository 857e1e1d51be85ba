import type { Controller } from '../controller/controller.js';
import type { Sender } from '../discovery/advertising-reports.js';
import type { Report } from '../discovery/report.js';
import type { SecurityLevel } from '../pairing/security-level.js';
import { AirLink } from '../radio/air-link.js';
import { call } from '../radio/calling.js';
import { Link } from './link.js';
import { lowEnergyParty } from './own-party.js';
import type { Peer } from './peer.js';

/** Waits until somebody advertises, to connect then (hci_connect_le_scan in net/bluetooth/hci_conn.c). */
export function seek(controller: Controller, peer: Peer & Sender, level: SecurityLevel): Link {
  const link = controller.links.add(new Link(controller, peer, true));
  link.state = 'scanning';
  link.isExplicit = true;
  link.protection.wanted = level;
  controller.passiveScan.connections.add(peer);
  controller.passiveScan.update();
  return link;
}

export const isCalling = ({ links }: Controller): boolean =>
  [...links].some(({ state, transport }) => state === 'connecting' && transport === 'LE');

/** Somebody advertises: if a connection is wanted, it is made now (check_pending_le_conn in hci_event.c). */
export function heard(controller: Controller, report: Report, sender: Sender): void {
  if (report.type !== 'Connectable' && report.type !== 'Directed') return;
  if (!controller.passiveScan.connections.has(sender) || isCalling(controller)) return;
  // Most controllers can't make connections while they are connected the other way round; BlueZ's emulator can.
  const known = controller.links.find(sender);
  if (known !== undefined && known.state !== 'scanning') return;
  const link = known ?? controller.links.add(new Link(controller, sender, true));
  if (known === undefined) link.hold();
  if (!report.isExtended) link.advertisingData = report.data.slice();
  connect(controller, link, report, sender);
}

/** hci_le_create_conn_sync in net/bluetooth/hci_sync.c. */
function connect(controller: Controller, link: Link, { address, addressType }: Report, sender: Sender): void {
  const { clock, latency, radio } = controller.kernel;
  const { advertising, discovery, flags, ownAddress } = controller;
  link.state = 'connecting';
  discovery.interruptScan();
  advertising.pause();
  clock.after(latency, () => {
    advertising.resume();
    if (link.state !== 'connecting') return;
    const air = new AirLink(clock, latency, 'LE');
    const self = ownAddress.update({ requirePrivacy: false, rpa: flags.has('Privacy') });
    const from = lowEnergyParty(controller, self);
    const answer = call(controller.health.isDeaf ? [] : radio.stations, {
      link: air,
      address,
      addressType,
      from,
      end: link,
    });
    if (answer === undefined || typeof answer === 'string') {
      return controller.links.failed(link, answer ?? 'ConnectionNotEstablished');
    }
    link.attach(air, answer.party);
    air.join(link, answer.end);
    controller.passiveScan.connections.delete(sender);
    settle(link);
    // Getting to know what it can do keeps it for that time.
    link.state = 'configuring';
    link.hold();
    clock.after(latency, () => {
      if (link.state !== 'configuring') return;
      link.state = 'connected';
      link.security?.protect(link.protection.wanted);
      link.drop();
    });
  });
}

/** It is there: who is it (le_conn_complete_evt in net/bluetooth/hci_event.c)? */
export function settle(link: Link): void {
  const { controller } = link;
  link.peer = controller.keyStore.identityOf(link.peer);
  link.isExplicit = false;
  link.announce();
  controller.passiveScan.update();
}
