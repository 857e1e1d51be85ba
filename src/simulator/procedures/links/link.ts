import type { Cancellable } from '../../ground/clock.js';
import type { Controller } from '../../state/controller.js';
import type { Pending } from '../../sockets/pending.js';
import { ClassicAuthentication } from '../../air/classic-authentication.js';
import { ClassicHost } from '../pairing/classic-host.js';
import { makeLowEnergyKeys } from '../pairing/cross-transport.js';
import { linkChanged } from '../pairing/finish-pairing.js';
import { LowEnergyHost } from '../pairing/low-energy-host.js';
import type { Protection } from '../../security/security-level.js';
import { SecurityLevel } from '../../security/security-level.js';
import { SecurityManager } from '../../security/security-manager.js';
import type { IoCapabilityName, SecurityMessage } from '../../security/security-messages.js';
import type { AirLink, LinkEnd, Party, Transport } from '../../air/air-link.js';
import { connectionData } from './connection-data.js';
import type { HciError } from '../../ground/hci-error.js';
import { statusOf } from '../../ground/hci-error.js';
import { Measurements } from './measurements.js';
import { classicParty } from './own-party.js';
import type { Peer } from '../../ground/peer.js';
import { peerOf } from '../../ground/peer.js';

/** How long a connection stays that nobody needs; twice for the one who was called (HCI_DISCONN_TIMEOUT in hci.h). */
const IDLE = 2000;

/** How far it is: looking for the other one, calling it, getting to know it, there, or gone. */
type LinkState = 'scanning' | 'connecting' | 'configuring' | 'connected' | 'closed';

/** A connection of a controller, as the kernel keeps it (struct hci_conn). */
export class Link implements LinkEnd {
  state: LinkState = 'connecting';
  /** As mgmt names the other one: by its identity as soon as that is known. */
  peer: Peer;
  readonly protection: Protection = { level: SecurityLevel.Low, wanted: SecurityLevel.Low, isEncrypted: false };
  ioCapability: IoCapabilityName;
  /** Whether it exists only because of Pair Device. */
  isForPairing = false;
  /** Whether somebody has asked for it, so that its failure is told. */
  isExplicit = false;
  /** Whether mgmt was told of it. */
  isAnnounced = false;
  /** Whether the other one has lost its key: the reason why it ends. */
  hasLostKey = false;
  /** Whether the key goes with the connection. */
  flushesKey = false;
  /** Whether what is kept of the device goes with the connection. */
  forgetsDevice = false;
  isAborting = false;
  /** The instance that the other one has answered to, if it has called. */
  advertised = 0;
  /** Who waits for the end of a pairing. */
  pairDevice: Pending<'PairDevice'> | undefined;
  /** What the other one advertised when it was called. */
  advertisingData: Uint8Array = new Uint8Array();
  classOfDevice = 0;
  readonly measurements: Measurements;
  readonly classic: ClassicHost;
  readonly security: SecurityManager | undefined;
  #air: AirLink | undefined;
  #party: Party | undefined;
  #authentication: ClassicAuthentication | undefined;
  #holds = 0;
  #idle: Cancellable | undefined;

  constructor(
    readonly controller: Controller,
    peer: Peer,
    /** Whether it was made by this controller. */
    readonly isOutgoing: boolean,
  ) {
    this.peer = peer;
    this.ioCapability = controller.links.ioCapability;
    this.classic = new ClassicHost(this);
    this.measurements = new Measurements(this);
    if (this.transport === 'LE') this.security = new SecurityManager(new LowEnergyHost(this));
  }

  get transport(): Transport {
    return this.peer.addressType === 'BREDR' ? 'BREDR' : 'LE';
  }

  get air(): AirLink | undefined {
    return this.#air;
  }

  /** Who the other one is, as far as it tells. */
  get party(): Party | undefined {
    return this.#party;
  }

  /** The other one is reached. */
  attach(air: AirLink, party: Party): void {
    this.#air = air;
    this.#party = party;
  }

  /** Somebody needs it. */
  hold(): void {
    this.#holds++;
    this.#idle?.cancel();
  }

  /** Somebody needs it no more: when nobody is left it ends after some time (hci_conn_drop, hci_conn_timeout). */
  drop(): void {
    if (--this.#holds > 0) return;
    const wait = this.state === 'connected' ? IDLE * (this.isOutgoing ? 1 : 2) : 0;
    this.#idle?.cancel();
    this.#idle = this.controller.world.clock.after(wait, () => {
      if (this.#holds <= 0) this.controller.links.abort(this, 'RemoteUserTerminated');
    });
  }

  /** Something has happened: if nobody needs it, its time begins anew. */
  restartIdling(): void {
    this.hold();
    this.drop();
  }

  /** Tells mgmt that it is there (mgmt_device_connected in net/bluetooth/mgmt.c). */
  announce(name?: string): void {
    if (this.isAnnounced) return;
    this.isAnnounced = true;
    const flags = { InitiatedConnection: this.isOutgoing };
    const eirData = connectionData(this, name);
    this.controller.emit({ event: 'DeviceConnected', ...peerOf(this.peer), flags, eirData });
  }

  /** It can be used, or can't after all (hci_connect_cfm). The one who got to know the other one needs it no more. */
  becomeConnected(error: HciError): void {
    this.state = 'connected';
    linkChanged(this, statusOf(error));
    this.drop();
  }

  /** BR/EDR: the controllers make sure who they are. */
  authenticate(): void {
    const other = this.#air?.otherThan(this)?.classic;
    if (this.#air === undefined || this.#party === undefined || other === undefined) return;
    const { world } = this.controller;
    const air = this.#air;
    const initiator = { side: this.classic, party: classicParty(this.controller) };
    const acceptor = { side: other, party: this.#party };
    this.#authentication = new ClassicAuthentication(initiator, acceptor, world, () => air.isOpen);
    this.#authentication.begin();
  }

  encrypt(): void {
    this.#authentication?.encrypt();
  }

  /** Of a new key for BR/EDR both controllers make those for LE. */
  makeLowEnergyKeys(): void {
    const other = this.#air?.otherThan(this);
    if (other instanceof Link) makeLowEnergyKeys(this, other);
  }

  /** Sees to it that it is protected so well; true if it is already (hci_conn_security). */
  protect(level: SecurityLevel): boolean {
    if (this.security !== undefined) return this.security.protect(level);
    return this.classic.protect(level, { bonding: 'dedicated', mitm: false });
  }

  /** A passkey is shown: whoever holds the other one can read it. */
  show(passkey: number): void {
    if (this.#air !== undefined) this.#air.shownPasskey = passkey;
  }

  receive(message: SecurityMessage): void {
    this.security?.receive(message);
  }

  ended(error: HciError): void {
    this.controller.links.closed(this, error);
  }

  /** Whether both are controllers of BlueZ's emulator, which are not quite as real ones. */
  get isEmulated(): boolean {
    return this.#party?.isEmulated === true && this.controller.traits.bus === 'Virtual';
  }

  /** What its own controller says when it ends it: BlueZ's emulator tells both the same. */
  ownReason(reason: HciError): HciError {
    return this.isEmulated ? reason : 'LocalHostTerminated';
  }

  /** Nothing happens to it any more. */
  release(): void {
    this.state = 'closed';
    this.#idle?.cancel();
  }
}
