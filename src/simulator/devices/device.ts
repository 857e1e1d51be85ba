import { checkList } from '../../protocol/options.js';
import { checkAdvertising } from '../options/checks/advertising.js';
import { checkTarget } from '../options/checks/simulator.js';
import type { DeviceAdvertising, DeviceOptions, SimulatedDevice } from '../options/device-options.js';
import type { World } from '../air/world.js';
import { addressingOf, type Addressing } from './addressing.js';
import { AdvertisingSet } from './advertising-set.js';
import { MAX_INQUIRY_RESPONSE, contentOf, inquiryResponseFor } from '../options/content.js';
import { Timetable } from './presence.js';
import { signalOf } from '../options/signal.js';
import type { HciError } from '../ground/hci-error.js';
import type { Connectable } from './device-links.js';
import { DeviceLinks } from './device-links.js';
import type { Accepted, Advertisement, CallToConnect, InquiryResponse, Station } from '../air/station.js';

const UNCATEGORIZED = 0x1f00;
const NOTHING: readonly Advertisement[] = [];

/** A copy of what is read later; all else is read when it is given. */
const owned = ({ inquiry, connection, pairing, ...others }: DeviceOptions): DeviceOptions => ({
  ...others,
  ...(inquiry && { inquiry: { ...inquiry } }),
  ...(connection && { connection: { ...connection } }),
  ...(pairing && { pairing: { ...pairing } }),
});

/** A device of the simulated world. It does nothing by itself: who listens asks it what it sends at that time. */
export class Device implements Station, SimulatedDevice {
  readonly name: string | undefined;
  readonly addressing: Addressing;
  readonly #world: World;
  readonly #options: DeviceOptions;
  readonly #controllerAt: (index: number) => Connectable | undefined;
  /** When it was added, on the clock of the kernel. */
  readonly #start: number;
  readonly #timetable: Timetable;
  readonly #signal: (time: number) => number;
  readonly #eir: Uint8Array;
  readonly #links: DeviceLinks;
  #sets: readonly AdvertisingSet[] = [];
  /** When it came last by a call, in its own time. */
  #returned = 0;
  #isAway = false;
  #run = 0;

  constructor(world: World, given: DeviceOptions, controllerAt: (index: number) => Connectable | undefined) {
    const options = owned(given);
    const { name, inquiry, advertising = inquiry === undefined ? {} : [] } = options;
    this.#world = world;
    this.#options = options;
    this.#controllerAt = controllerAt;
    this.#start = world.clock.now();
    this.name = name;
    this.addressing = addressingOf(options, world.random);
    this.#timetable = new Timetable(options.present);
    this.#signal = signalOf(options.rssi, world.random.below(0x100000000));
    this.#eir = contentOf('inquiry.eir', inquiry?.eir ?? inquiryResponseFor(options), MAX_INQUIRY_RESPONSE);
    this.#links = new DeviceLinks(world, this, options.connection, options.pairing);
    this.#setSets(Array.isArray(advertising) ? advertising : [advertising]);
  }

  /** Milliseconds since it was added. */
  get time(): number {
    return this.#world.clock.now() - this.#start;
  }

  get address(): string {
    return this.#sets.length > 0 || this.#options.inquiry === undefined
      ? this.addressing.advertised(this.time).address
      : this.addressing.classic;
  }

  get isClassic(): boolean {
    return this.#options.inquiry !== undefined;
  }

  get classOfDevice(): number {
    return this.#options.inquiry?.classOfDevice ?? UNCATEGORIZED;
  }

  /** What it sends has become another thing. */
  changed(): void {
    this.#world.radio.changed(this);
  }

  get isPresent(): boolean {
    return !this.#isAway && this.#timetable.isPresent(this.time);
  }

  advertise(...sets: readonly DeviceAdvertising[]): void {
    checkList('sets', sets, checkAdvertising);
    this.#world.clock.catchUp();
    this.#setSets(sets);
    this.#world.radio.changed(this);
  }

  leave(): void {
    this.#world.clock.catchUp();
    this.#isAway = true;
    this.#links.lose();
    this.#world.radio.remove(this);
  }

  return(): void {
    if (!this.#isAway) return;
    this.#world.clock.catchUp();
    this.#isAway = false;
    this.#returned = this.time;
    this.#run++;
    this.#world.radio.add(this);
  }

  advertisements(): readonly Advertisement[] {
    if (!this.isPresent) return NOTHING;
    return this.#links.isTaken ? this.#sets.filter(({ connectable }) => !connectable) : this.#sets;
  }

  inquiryResponse(limited: boolean): InquiryResponse | undefined {
    const { inquiry } = this.#options;
    if (inquiry === undefined || !this.isPresent || (limited && inquiry.limited !== true)) return undefined;
    return {
      address: this.addressing.classic,
      classOfDevice: this.classOfDevice,
      eir: this.#eir,
      rssi: this.rssi(),
    };
  }

  remoteName(address: string): string | undefined {
    const { inquiry } = this.#options;
    if (inquiry === undefined || inquiry.tellsName === false || !this.isPresent) return undefined;
    return address === this.addressing.classic ? (this.name ?? '') : undefined;
  }

  rssi(): number {
    return this.#signal(this.time);
  }

  answer(request: CallToConnect): Accepted | HciError | undefined {
    const { address, addressType } = request;
    const isAdvertised = this.advertisements().some(
      (set) => set.connectable && set.address === address && set.addressType === addressType,
    );
    return this.#links.answer(request, isAdvertised);
  }

  get isConnected(): boolean {
    return this.#links.isConnected;
  }

  get shownPasskey(): number | undefined {
    return this.#links.shownPasskey;
  }

  connect(target: { readonly index: number }): boolean {
    checkTarget(target);
    this.#world.clock.catchUp();
    const controller = this.#controllerAt(target.index);
    return controller !== undefined && this.isPresent && this.#links.connect(controller);
  }

  disconnect(): void {
    this.#world.clock.catchUp();
    this.#links.disconnect();
  }

  pair(): void {
    this.#world.clock.catchUp();
    this.#links.pair();
  }

  forget(): void {
    this.#links.bonds.clear();
  }

  nextChange(): number {
    return this.#start + this.#timetable.nextChange(this.time);
  }

  /** When what it sends now began, on the clock of the kernel. */
  get since(): number {
    return this.#start + Math.max(this.#returned, this.#timetable.since(this.time));
  }

  #setSets(sets: readonly DeviceAdvertising[]): void {
    this.#run++;
    this.#sets = sets.map((set, id) => new AdvertisingSet(this, this.#options, set, { id, run: this.#run }));
  }
}
