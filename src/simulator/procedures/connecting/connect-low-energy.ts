import { pauseAdvertising, resumeAdvertising } from '../advertising/advertising.js';
import { caughtUp } from '../advertising/instances.js';
import { listenFor, stopSeeking } from '../discovery/awaited.js';
import { interruptScan, updatePassiveScan } from '../discovery/le-scan.js';
import { updateAddress } from '../identity/own-address.js';
import type { Controller } from '../../state/controller.js';
import type { Sender } from '../../state/discovery.js';
import type { Report } from '../../hardware/report.js';
import type { SecurityLevel } from '../../security/security-level.js';
import { AirLink } from '../../air/air-link.js';
import { call } from '../../air/calling.js';
import type { Link } from '../../state/link.js';
import { announce } from '../links/announce.js';
import { addLink, attach } from './controller-end.js';
import { drop, failed, hold } from '../links/lifetime.js';
import { lowEnergyParty } from '../links/own-party.js';
import type { LowEnergyPeer } from '../../ground/peer.js';
import { peerOf } from '../../ground/peer.js';

/** Waits until the device advertises, to connect then (hci_connect_le_scan in net/bluetooth/hci_conn.c). */
export function seek(controller: Controller, peer: LowEnergyPeer, level: SecurityLevel): Link {
  const link = addLink(controller, peer, true);
  link.state = 'scanning';
  link.isExplicit = true;
  link.protection.wanted = level;
  const entry = controller.devices.entryOf(peer, controller.parameters.connection);
  entry.isWanted = true;
  listenFor(controller, entry);
  updatePassiveScan(controller);
  return link;
}

/** A device advertises: if a connection to it is wanted, it is made now (check_pending_le_conn in hci_event.c). */
export function connectIfWanted(controller: Controller, report: Report, sender: Sender): void {
  if (report.type !== 'Connectable' && report.type !== 'Directed') return;
  const { devices, passiveScan } = controller;
  if (!passiveScan.connections.has(sender) || devices.ignores(sender) || controller.links.isCalling) return;
  const entry = devices.find(sender);
  if (entry?.isWanted !== true && entry?.autoConnect === 'Direct' && report.type !== 'Directed') return;
  const known = controller.links.find(sender);
  if (known !== undefined && known.state !== 'scanning') return;
  const link = known ?? addLink(controller, peerOf(sender), true);
  // The list of devices needs it until it is established.
  if (known === undefined) hold(link);
  if (!report.isExtended) link.advertisingData = report.data.slice();
  connect(controller, link, report, sender);
}

/** hci_le_create_conn_sync in net/bluetooth/hci_sync.c. */
function connect(controller: Controller, link: Link, { address, addressType }: Report, sender: Sender): void {
  const { clock, latency, radio } = controller.world;
  const { flags } = controller;
  const { isExplicit } = link;
  caughtUp(controller);
  link.state = 'connecting';
  interruptScan(controller);
  pauseAdvertising(controller);
  clock.after(latency, () => {
    resumeAdvertising(controller);
    if (link.state !== 'connecting') return;
    const air = new AirLink(clock, latency, 'LE');
    const self = updateAddress(controller, { requirePrivacy: false, rpa: flags.has('Privacy') });
    const from = lowEnergyParty(controller, self);
    const heardBy = controller.health.isDeaf ? [] : radio.stations;
    const answer = call(heardBy, { link: air, address, addressType, from });
    if (answer === undefined || typeof answer === 'string') {
      return failed(controller, link, answer ?? 'ConnectionNotEstablished');
    }
    air.join(attach(controller, link, air, answer.party), answer.end);
    stopSeeking(controller, sender);
    controller.passiveScan.connections.delete(sender);
    settle(controller, link);
    // Getting to know what it can do keeps it for that time.
    link.state = 'configuring';
    hold(link);
    if (!isExplicit) drop(controller, link);
    clock.after(latency, () => {
      if (link.state !== 'configuring') return;
      link.state = 'connected';
      link.security?.protect(link.protection.wanted);
      drop(controller, link);
    });
  });
}

/** It is there: who is it (le_conn_complete_evt in net/bluetooth/hci_event.c)? */
export function settle(controller: Controller, link: Link): void {
  link.peer = controller.keyStore.identityOf(link.peer);
  link.isExplicit = false;
  announce(controller, link);
  updatePassiveScan(controller);
}
