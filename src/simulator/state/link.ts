import type { AirLink, LinkEnd, Party, Transport } from '../air/air-link.js';
import type { Cancellable } from '../ground/clock.js';
import type { Peer } from '../ground/peer.js';
import type { Protection } from '../security/security-level.js';
import { SecurityLevel } from '../security/security-level.js';
import type { SecurityManager } from '../security/security-manager.js';
import type { IoCapabilityName } from '../security/security-messages.js';
import type { Pending } from '../sockets/pending.js';
import { ClassicPairing } from './classic-pairing.js';

/** How far it is: waiting to hear the remote, calling it, exchanging features, established, or gone. */
type LinkState = 'scanning' | 'connecting' | 'configuring' | 'connected' | 'closed';

/** HCI_RSSI_INVALID and HCI_TX_POWER_INVALID in include/net/bluetooth/hci.h. */
export const UNMEASURED = { rssi: 127, txPower: 127, maxTxPower: 127 };

/** A connection of a controller, as the kernel keeps it (struct hci_conn). */
export class Link {
  state: LinkState = 'connecting';
  readonly protection: Protection = { level: SecurityLevel.Low, wanted: SecurityLevel.Low, isEncrypted: false };
  /** Whether it exists only because of Pair Device. */
  isForPairing = false;
  /** Whether a program has asked for it, so that its failure is told. */
  isExplicit = false;
  /** Whether mgmt was told of it. */
  isAnnounced = false;
  /** Whether the remote has lost its key: the reason why it ends. */
  hasLostKey = false;
  /** Whether the key goes with the connection. */
  flushesKey = false;
  /** Whether what is kept of the device goes with the connection. */
  forgetsDevice = false;
  isAborting = false;
  /** The instance that the remote has answered to, if it has called. */
  advertised = 0;
  /** Who waits for the end of a pairing. */
  pairDevice: Pending<'PairDevice'> | undefined;
  /** What the remote advertised when it was called. */
  advertisingData: Uint8Array = new Uint8Array();
  classOfDevice = 0;
  readonly classic = new ClassicPairing();
  /** LE only. */
  security: SecurityManager | undefined;
  /** What it is on the air, as soon as the remote is reached, and this end of it. */
  air: AirLink | undefined;
  end: LinkEnd | undefined;
  /** Who the remote is, as far as it tells. */
  party: Party | undefined;
  /** What was measured last, and when. */
  measured = UNMEASURED;
  measuredAt = -Infinity;
  /** How many need it; when none is left it ends after some time. */
  holds = 0;
  idle: Cancellable | undefined;

  constructor(
    /** As mgmt names the remote: by its identity as soon as that is known. */
    public peer: Peer,
    /** Whether it was made by this controller. */
    readonly isOutgoing: boolean,
    public ioCapability: IoCapabilityName,
  ) {}

  get transport(): Transport {
    return this.peer.addressType === 'BREDR' ? 'BREDR' : 'LE';
  }
}
