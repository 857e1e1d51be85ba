import type { DisconnectReason } from '../../../protocol/enums/device.js';
import type { Status } from '../../../protocol/enums/status.js';
import type { HciError } from '../../ground/hci-error.js';
import { numberOf, reasonOf, statusOf } from '../../ground/hci-error.js';
import { isLowEnergyPeer, peerOf } from '../../ground/peer.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { goOnAfterConnection } from '../advertising/connections.js';
import { listenFor, stopSeeking } from '../discovery/awaited.js';
import { updatePassiveScan } from '../discovery/le-scan.js';
import { isEmulated } from './own-party.js';

/** How long a connection stays that nothing needs; twice for the one that was called (HCI_DISCONN_TIMEOUT in hci.h). */
const IDLE = 2000;

/** Something needs the connection. */
export function hold(link: Link): void {
  link.holds++;
  link.idle?.cancel();
}

/** It is needed once less: when nothing needs it any more it ends after some time (hci_conn_drop, hci_conn_timeout). */
export function drop(controller: Controller, link: Link): void {
  if (--link.holds > 0) return;
  const wait = link.state === 'connected' ? IDLE * (link.isOutgoing ? 1 : 2) : 0;
  link.idle?.cancel();
  link.idle = controller.world.clock.after(wait, () => {
    if (link.holds <= 0) abort(controller, link, 'RemoteUserTerminated');
  });
}

/** Something has happened: if nothing needs the connection, its time begins anew. */
export function restartIdling(controller: Controller, link: Link): void {
  hold(link);
  drop(controller, link);
}

/** Ends a connection, or gives up making one, as soon as the controller can (hci_abort_conn in hci_conn.c). */
export function abort(controller: Controller, link: Link, reason: HciError): void {
  const { links, world } = controller;
  if (link.isAborting || !links.has(link)) return;
  link.isAborting = true;
  // Linux 6.1 has no way to stop waiting for an advertisement.
  if (link.state === 'scanning' && !world.isAtLeast('6.12')) return;
  world.clock.after(world.latency, () => end(controller, link, reason));
}

/** The same at once (hci_abort_conn_sync in net/bluetooth/hci_sync.c). */
function end(controller: Controller, link: Link, reason: HciError): void {
  if (!controller.links.has(link)) return;
  if (link.state === 'scanning') return failed(controller, link, reason);
  // The attempt was cancelled: the controller says that it knows no such connection.
  if (link.air === undefined || link.end === undefined) return failed(controller, link, 'UnknownConnection');
  // What its own controller says: BlueZ's emulator tells both the same.
  link.air.end(link.end, reason, isEmulated(controller, link) ? reason : 'LocalHostTerminated');
}

/** All end at once, because the controller is switched off (hci_disconnect_all_sync). */
export function endAll(controller: Controller, reason: HciError): void {
  for (const link of [...controller.links]) end(controller, link, reason);
}

/** The controller is pulled out: no remote is told. */
export function loseAll({ links }: Controller): void {
  for (const link of links) {
    release(link);
    if (link.end !== undefined) link.air?.lose(link.end);
  }
  links.clear();
}

/** A connection has ended (hci_disconn_complete_evt in net/bluetooth/hci_event.c). */
export function closed(controller: Controller, link: Link, error: HciError): void {
  if (!controller.links.delete(link)) return;
  release(link);
  if (link.isAnnounced) disconnected(controller, link, link.hasLostKey ? 'AuthenticationFailure' : reasonOf(error));
  over(controller, link, error);
}

/** It could not be made (hci_conn_failed in net/bluetooth/hci_conn.c). */
export function failed(controller: Controller, link: Link, error: HciError): void {
  if (!controller.links.delete(link)) return;
  release(link);
  if (link.isAnnounced) disconnected(controller, link, numberOf(error));
  // An attempt over LE that was given up is no failure.
  else if (link.transport === 'BREDR' || (link.isExplicit && error !== 'UnknownConnection')) {
    controller.emit({ event: 'ConnectFailed', ...peerOf(link.peer), status: statusOf(error) });
  }
  over(controller, link, error);
}

/** Nothing happens to it any more. */
function release(link: Link): void {
  link.state = 'closed';
  link.idle?.cancel();
}

function disconnected(controller: Controller, { peer }: Link, reason: keyof typeof DisconnectReason | number): void {
  const isSuspended = controller.flags.has('Suspended');
  controller.emit({
    event: 'DeviceDisconnected',
    ...peerOf(peer),
    reason: isSuspended ? 'LocalHostSuspend' : reason,
  });
}

/** A pairing that was going on fails first, then the command that waits for it is told why. */
function over(controller: Controller, link: Link, error: HciError): void {
  link.security?.close();
  if (link.flushesKey) controller.keyStore.removeLinkKey(link.peer.address);
  finishPairing(controller, link, statusOf(error));
  if (link.forgetsDevice) controller.devices.remove(link.peer);
  listenAgain(controller, link);
  if (link.transport === 'LE' && !link.isOutgoing) goOnAfterConnection(controller, link.advertised);
}

/** A device that is to be connected whenever it advertises is waited for again. */
function listenAgain(controller: Controller, { isExplicit, peer }: Link): void {
  const { devices, isUp } = controller;
  if (!isLowEnergyPeer(peer) || !isUp) return;
  if (isExplicit) stopSeeking(controller, peer);
  const entry = devices.find(peer);
  if (entry?.autoConnect === 'Direct' || entry?.autoConnect === 'Always') listenFor(controller, entry);
  updatePassiveScan(controller);
}

/** Answers the Pair Device that waits for a connection, if there is one (pairing_complete in net/bluetooth/mgmt.c). */
export function finishPairing(controller: Controller, link: Link, status: Status): void {
  const waiting = link.pairDevice;
  if (waiting === undefined) return;
  controller.pending.remove(waiting);
  link.pairDevice = undefined;
  link.forgetsDevice = false;
  waiting.call.complete(peerOf(link.peer), status);
  drop(controller, link);
}

/**
 * The connection is there, protected, or neither. Over BR/EDR that is the end of pairing in any case; over LE it can only fail
 * by that (pairing_complete_cb, le_pairing_complete_cb).
 */
export function linkChanged(controller: Controller, link: Link, status: Status): void {
  if (link.transport === 'BREDR' || status !== 'Success') finishPairing(controller, link, status);
}

/** It can be used, or can't after all (hci_connect_cfm). What made it needs it no more. */
export function becomeConnected(controller: Controller, link: Link, error: HciError): void {
  link.state = 'connected';
  linkChanged(controller, link, statusOf(error));
  drop(controller, link);
}
