import type { DisconnectReason } from '../../../protocol/enums/device.js';
import { goOnAfterConnection } from '../advertising/connections.js';
import { listenFor } from '../discovery/awaited.js';
import type { Controller } from '../../state/controller.js';
import { finishPairing } from '../pairing/finish-pairing.js';
import type { IoCapabilityName } from '../../security/security-messages.js';
import { stopSeeking } from './connect-low-energy.js';
import type { HciError } from '../../ground/hci-error.js';
import { numberOf, reasonOf, statusOf } from '../../ground/hci-error.js';
import type { Link } from './link.js';
import type { NamedPeer } from '../../ground/peer.js';
import { isLowEnergyPeer, isSamePeer, peerOf } from '../../ground/peer.js';

/** The connections of a controller, in the order in which they were made (`conn_hash` of struct hci_dev). */
export class Links {
  /** What programs have said that the machine can show and enter (Set IO Capability). */
  ioCapability: IoCapabilityName = 'NoInputNoOutput';
  readonly #links = new Set<Link>();

  constructor(private readonly controller: Controller) {}

  [Symbol.iterator](): Iterator<Link> {
    return this.#links[Symbol.iterator]();
  }

  add(link: Link): Link {
    this.#links.add(link);
    return link;
  }

  has(link: Link): boolean {
    return this.#links.has(link);
  }

  find(peer: NamedPeer): Link | undefined {
    return this.#first((link) => isSamePeer(link.peer, peer));
  }

  /** As `find`, but it takes one LE address type for the other, as some commands do. */
  findByAddress(peer: NamedPeer): Link | undefined {
    const transport = isLowEnergyPeer(peer) ? 'LE' : 'BREDR';
    return this.#first((link) => link.transport === transport && link.peer.address === peer.address);
  }

  /** Ends a connection, or gives up making one, as soon as the controller can (hci_abort_conn in hci_conn.c). */
  abort(link: Link, reason: HciError): void {
    if (link.isAborting || !this.has(link)) return;
    link.isAborting = true;
    const { clock, latency } = this.controller.world;
    // Linux 6.1 has no way to stop looking for somebody.
    if (link.state === 'scanning' && !this.controller.world.isAtLeast('6.12')) return;
    clock.after(latency, () => this.end(link, reason));
  }

  /** The same at once (hci_abort_conn_sync in net/bluetooth/hci_sync.c). */
  end(link: Link, reason: HciError): void {
    if (!this.has(link)) return;
    if (link.state === 'scanning') return this.failed(link, reason);
    // The attempt was cancelled: the controller says that it knows no such connection.
    if (link.air === undefined) return this.failed(link, 'UnknownConnection');
    link.air.end(link, reason, link.ownReason(reason));
  }

  /** All end at once, because the controller is switched off (hci_disconnect_all_sync). */
  endAll(reason: HciError): void {
    for (const link of [...this.#links]) this.end(link, reason);
  }

  /** The controller is pulled out: nobody says goodbye. */
  lose(): void {
    for (const link of this.#links) {
      link.release();
      link.air?.lose(link);
    }
    this.#links.clear();
  }

  /** It has ended (hci_disconn_complete_evt in net/bluetooth/hci_event.c). */
  closed(link: Link, error: HciError): void {
    if (!this.#links.delete(link)) return;
    link.release();
    if (link.isAnnounced) this.#disconnected(link, link.hasLostKey ? 'AuthenticationFailure' : reasonOf(error));
    this.#over(link, error);
  }

  /** It could not be made (hci_conn_failed in net/bluetooth/hci_conn.c). */
  failed(link: Link, error: HciError): void {
    if (!this.#links.delete(link)) return;
    link.release();
    if (link.isAnnounced) this.#disconnected(link, numberOf(error));
    // An attempt over LE that was given up is no failure.
    else if (link.transport === 'BREDR' || (link.isExplicit && error !== 'UnknownConnection')) {
      this.controller.emit({ event: 'ConnectFailed', ...peerOf(link.peer), status: statusOf(error) });
    }
    this.#over(link, error);
  }

  #disconnected({ peer }: Link, reason: keyof typeof DisconnectReason | number): void {
    const isSuspended = this.controller.flags.has('Suspended');
    this.controller.emit({
      event: 'DeviceDisconnected',
      ...peerOf(peer),
      reason: isSuspended ? 'LocalHostSuspend' : reason,
    });
  }

  /** A pairing that was going on fails first, then the one who waits for it hears why. */
  #over(link: Link, error: HciError): void {
    link.security?.close();
    if (link.flushesKey) this.controller.keyStore.removeLinkKey(link.peer.address);
    finishPairing(link, statusOf(error));
    if (link.forgetsDevice) this.controller.devices.remove(link.peer);
    this.#listenAgain(link);
    if (link.transport === 'LE' && !link.isOutgoing) goOnAfterConnection(this.controller, link.advertised);
  }

  /** A device that shall be connected whenever it is there is waited for again. */
  #listenAgain({ isExplicit, peer }: Link): void {
    const { devices, isUp, passiveScan } = this.controller;
    if (!isLowEnergyPeer(peer) || !isUp) return;
    if (isExplicit) stopSeeking(this.controller, peer);
    const entry = devices.find(peer);
    if (entry?.autoConnect === 'Direct' || entry?.autoConnect === 'Always') listenFor(this.controller, entry);
    passiveScan.update();
  }

  #first(matches: (link: Link) => boolean): Link | undefined {
    for (const link of this.#links) if (matches(link)) return link;
    return undefined;
  }
}
