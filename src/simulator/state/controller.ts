import type { Status } from '../../protocol/enums/status.js';
import type { MgmtEventInput } from '../../protocol/tables.js';
import type { World } from '../air/world.js';
import { NO_ADDRESS } from '../ground/address.js';
import type { Cancellable } from '../ground/clock.js';
import type { Antenna, Chip, HostEvents } from '../hardware/chip.js';
import { Hardware } from '../hardware/hardware.js';
import { Health } from '../hardware/health.js';
import { RadioModes } from '../hardware/phys.js';
import { ControllerStation } from '../hardware/station.js';
import type { Traits } from '../hardware/traits.js';
import { KeyStore } from '../security/key-store.js';
import { PendingCommands } from '../sockets/pending.js';
import type { Socket } from '../sockets/socket.js';
import type { Sockets } from '../sockets/sockets.js';
import { Advertising } from './advertising.js';
import { DeviceList } from './device-list.js';
import { Discovery } from './discovery.js';
import { Flags } from './flags.js';
import { Identity } from './identity.js';
import { Links } from './links.js';
import { Mesh } from './mesh.js';
import { Monitors } from './monitors.js';
import { OutOfBand } from './out-of-band.js';
import { OwnAddress } from './own-address.js';
import { PassiveScan } from './passive-scan.js';
import { SystemParameters } from './system-parameters.js';
import { UnansweredCommand } from './unanswered.js';
import { WorkQueue } from './work-queue.js';

/** How long a new controller stays up unless a program wants it (HCI_AUTO_OFF_TIMEOUT in hci.h), in milliseconds. */
const AUTO_OFF = 2000;

/** An event of a controller, without its index. */
export type ControllerEvent = MgmtEventInput extends infer E
  ? E extends { readonly event: 'Unknown' | 'Malformed' }
    ? never
    : Omit<E, 'index'>
  : never;

/** What a controller is plugged into. */
export interface Host {
  readonly world: World;
  readonly sockets: Sockets;
  /** Who handles what a controller reports. */
  readonly eventsOf: (controller: Controller) => HostEvents;
}

/**
 * One controller as the kernel knows it (struct hci_dev): what it is, what is wanted of it, and what it is doing. What belongs to one
 * domain stands in an object of its own; none of these knows the controller.
 */
export class Controller implements Chip {
  readonly world: World;
  readonly sockets: Sockets;
  readonly events: HostEvents;
  readonly flags = new Flags();
  readonly pending = new PendingCommands();
  readonly work: WorkQueue;
  readonly unanswered: UnansweredCommand;
  readonly parameters: SystemParameters;

  readonly hardware = new Hardware();
  readonly phys: RadioModes;
  /** As others hear it. */
  readonly station: Antenna = new ControllerStation(this);

  readonly identity = new Identity();
  readonly ownAddress = new OwnAddress();
  readonly advertising: Advertising;
  readonly mesh = new Mesh();
  readonly discovery: Discovery;
  readonly passiveScan = new PassiveScan();
  readonly monitors = new Monitors();
  readonly devices = new DeviceList();
  readonly links = new Links();
  readonly keyStore = new KeyStore();
  readonly outOfBand = new OutOfBand();

  /** The public address, or zeros. */
  address: string;
  /** The one that a program has given it, or zeros. */
  publicAddress = NO_ADDRESS;
  staticAddress = NO_ADDRESS;
  name = '';
  shortName = '';
  /** Class of device, 24 bits; 0 while it is off. */
  classOfDevice = 0;
  /** What it is, for LE; 0 if no program has said. */
  appearance = 0;
  /** For how long it can still be discovered, in seconds; 0: for ever (discov_timeout of struct hci_dev). */
  discoverableTimeout = 0;
  discoverableTimer: Cancellable | undefined;
  /** Keeps what it announces as it is, while the flag ServiceCache is set. */
  serviceCache: Cancellable | undefined;
  /** How much it had done when the system went to sleep. */
  finishedBeforeSleep = 0;
  /** What it answers inquiries with; empty: only its class. */
  extendedInquiryResponse: Uint8Array = new Uint8Array();

  #isUp = false;
  /** When it goes down, if no program has claimed it. */
  #autoOffAt = 0;

  constructor(
    { world, sockets, eventsOf }: Host,
    readonly index: number,
    readonly traits: Traits,
    /** The thing itself; it stays the same while it is plugged in again. */
    readonly health = new Health(),
  ) {
    this.world = world;
    this.sockets = sockets;
    this.events = eventsOf(this);
    this.address = traits.lacksAddress ? NO_ADDRESS : traits.address;
    this.phys = new RadioModes(world, traits);
    this.parameters = new SystemParameters(world);
    this.work = new WorkQueue(world, this);
    this.unanswered = new UnansweredCommand(this.work);
    this.advertising = new Advertising(this);
    this.discovery = new Discovery(this);
    if (traits.bredr) this.flags.add('BREDR');
    if (traits.le && !traits.bredr) this.flags.add('LowEnergy');
    if (traits.lacksAddress || traits.needsExternalConfiguration) this.flags.add('Unconfigured');
    // What lacks something, or may not send, is closed as soon as the kernel knows it (hci_power_on in hci_core.c).
    else if (this.address !== NO_ADDRESS) this.startForAWhile();
  }

  /** It is up, but only until it is seen that no program wants it. */
  startForAWhile(): void {
    if (this.health.isBlocked) return;
    this.#isUp = true;
    this.#autoOffAt = this.world.clock.now() + AUTO_OFF;
    this.flags.add('AutoOff');
  }

  /** Whether the hardware runs (HCI_UP). A new controller is up for two seconds, so that the kernel can ask what it is. */
  get isUp(): boolean {
    return this.#isUp && !this.isUnclaimed;
  }

  set isUp(value: boolean) {
    this.#isUp = value;
  }

  /** Whether its first two seconds are over, and no program has powered it on. */
  get isUnclaimed(): boolean {
    return this.flags.has('AutoOff') && this.world.clock.now() >= this.#autoOffAt;
  }

  /** Whether it is up because a program wants it. */
  get isPowered(): boolean {
    return this.isUp && !this.flags.has('AutoOff');
  }

  get time(): number {
    return this.advertising.present ?? this.world.clock.now();
  }

  /** What a command about BR/EDR is refused with, if it is (mgmt_bredr_support in mgmt.c). */
  get bredrFault(): Status | undefined {
    if (!this.traits.bredr) return 'NotSupported';
    return this.flags.has('BREDR') ? undefined : 'Rejected';
  }

  /** What a command about Low Energy is refused with, if it is (mgmt_le_support in mgmt.c). */
  get lowEnergyFault(): Status | undefined {
    if (!this.traits.le) return 'NotSupported';
    return this.flags.has('LowEnergy') ? undefined : 'Rejected';
  }

  /** Tells one of its events to the sockets, but not to `skip`, which has caused it. */
  emit(event: ControllerEvent, skip?: Socket): void {
    if (this.health.isSilent) return;
    this.sockets.broadcast({ ...event, index: this.index }, skip);
  }
}
