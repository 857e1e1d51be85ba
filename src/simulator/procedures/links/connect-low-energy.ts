import { listenFor } from '../discovery/awaited.js';
import type { Controller } from '../../state/controller.js';
import type { Sender } from '../../state/advertising-reports.js';
import type { Report } from '../../hardware/report.js';
import type { SecurityLevel } from '../../security/security-level.js';
import { AirLink } from '../../air/air-link.js';
import { call } from '../../air/calling.js';
import { Link } from './link.js';
import { lowEnergyParty } from './own-party.js';
import type { LowEnergyPeer } from '../../ground/peer.js';

/** Waits until somebody advertises, to connect then (hci_connect_le_scan in net/bluetooth/hci_conn.c). */
export function seek(controller: Controller, peer: LowEnergyPeer, level: SecurityLevel): Link {
  const link = controller.links.add(new Link(controller, peer, true));
  link.state = 'scanning';
  link.isExplicit = true;
  link.protection.wanted = level;
  const entry = controller.devices.entryOf(peer);
  entry.isWanted = true;
  listenFor(controller, entry);
  controller.passiveScan.update();
  return link;
}

/** Nobody asks for this connection any more (hci_connect_le_scan_cleanup). */
export function stopSeeking(controller: Controller, peer: LowEnergyPeer): void {
  const entry = controller.devices.find(peer);
  if (entry?.isWanted !== true) return;
  entry.isWanted = false;
  if (entry.autoConnect === 'Explicit') controller.devices.remove(entry);
  listenFor(controller, entry.autoConnect === 'Explicit' ? { ...entry, autoConnect: 'Disabled' } : entry);
}

export const isCalling = ({ links }: Controller): boolean =>
  [...links].some(({ state, transport }) => state === 'connecting' && transport === 'LE');

/** Somebody advertises: if a connection is wanted, it is made now (check_pending_le_conn in hci_event.c). */
export function heard(controller: Controller, report: Report, sender: Sender): void {
  if (report.type !== 'Connectable' && report.type !== 'Directed') return;
  const { devices, passiveScan } = controller;
  if (!passiveScan.connections.has(sender) || devices.ignores(sender) || isCalling(controller)) return;
  const entry = devices.find(sender);
  if (entry?.isWanted !== true && entry?.autoConnect === 'Direct' && report.type !== 'Directed') return;
  const known = controller.links.find(sender);
  if (known !== undefined && known.state !== 'scanning') return;
  const link = known ?? controller.links.add(new Link(controller, sender, true));
  // Somebody on the list needs it until it is there.
  if (known === undefined) link.hold();
  if (!report.isExtended) link.advertisingData = report.data.slice();
  connect(controller, link, report, sender);
}

/** hci_le_create_conn_sync in net/bluetooth/hci_sync.c. */
function connect(controller: Controller, link: Link, { address, addressType }: Report, sender: Sender): void {
  const { clock, latency, radio } = controller.world;
  const { advertising, discovery, flags, ownAddress } = controller;
  const { isExplicit } = link;
  link.state = 'connecting';
  discovery.interruptScan();
  advertising.pause();
  clock.after(latency, () => {
    advertising.resume();
    if (link.state !== 'connecting') return;
    const air = new AirLink(clock, latency, 'LE');
    const self = ownAddress.update({ requirePrivacy: false, rpa: flags.has('Privacy') });
    const from = lowEnergyParty(controller, self);
    const heardBy = controller.health.isDeaf ? [] : radio.stations;
    const answer = call(heardBy, { link: air, address, addressType, from });
    if (answer === undefined || typeof answer === 'string') {
      return controller.links.failed(link, answer ?? 'ConnectionNotEstablished');
    }
    link.attach(air, answer.party);
    air.join(link, answer.end);
    stopSeeking(controller, sender);
    controller.passiveScan.connections.delete(sender);
    settle(link);
    // Getting to know what it can do keeps it for that time.
    link.state = 'configuring';
    link.hold();
    if (!isExplicit) link.drop();
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
