import type { Status } from '../../../protocol/enums/status.js';
import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';
import type { Advertiser } from './advertiser.js';
import { ExtendedAdvertiser } from './extended-advertiser.js';
import type { AdvertisingInstance, InstanceRequest } from '../../state/instances.js';
import { Instances } from '../../state/instances.js';
import { LegacyAdvertiser } from './legacy-advertiser.js';
import { AdvertisingSets } from '../../hardware/sets.js';
import { Turn } from '../../state/turn.js';

/** Without extended advertising the kernel counts on its own (HCI_MAX_ADV_INSTANCES in include/net/bluetooth/hci_core.h). */
const LEGACY_INSTANCES = 5;
/** Types of Set Default System Configuration: advertising intervals in 0.625 ms, and how long a turn is, in seconds. */
const MIN_INTERVAL = 0x000a;
const MAX_INTERVAL = 0x000b;
const ROTATION = 0x000c;

/** All that a controller advertises: instances that programs have added, and instance 0, that of Set Advertising. */
export class Advertising {
  readonly instances: Instances;
  /** In the hardware. */
  readonly sets: AdvertisingSets;
  /** Whose turn it is (`cur_adv_instance` of struct hci_dev). */
  current = 0;
  /** Whether the hardware advertises, as the kernel believes (HCI_LE_ADV). */
  isOn = false;
  isPaused = false;
  readonly #advertiser: Advertiser;
  readonly #extended: ExtendedAdvertiser | undefined;
  readonly #turn: Turn;
  /** The time of what is being caught up with. */
  #present: number | undefined;

  constructor(private readonly controller: Controller) {
    const { traits, world } = controller;
    const limit = traits.extendedAdvertising ? traits.advertisingInstances : LEGACY_INSTANCES;
    this.instances = new Instances(
      limit,
      () => this.rotation,
      () => controller.appearance !== 0,
    );
    this.#turn = new Turn(world.clock);
    this.sets = new AdvertisingSets(traits.extendedAdvertising ? traits.advertisingInstances : 1, {
      clock: world.clock,
      now: () => this.now,
      isUp: () => controller.isUp,
      publicAddress: () => controller.address,
      changed: (advertisements) => controller.station.advertise(advertisements),
      ended: (handle) => this.#ended(handle),
    });
    this.#extended = traits.extendedAdvertising ? new ExtendedAdvertiser(controller, this) : undefined;
    this.#advertiser = this.#extended ?? new LegacyAdvertiser(controller, this);
  }

  /** Of what does not say otherwise, in units of 0.625 ms. */
  get minInterval(): number {
    return this.controller.parameters.valueOf(MIN_INTERVAL);
  }

  get maxInterval(): number {
    return this.controller.parameters.valueOf(MAX_INTERVAL);
  }

  /** For how long an instance is advertised before it is the next one's turn, in seconds. */
  get rotation(): number {
    return this.controller.parameters.valueOf(ROTATION);
  }

  /** Whether the kernel takes turns now (`adv_instance_timeout` of struct hci_dev). */
  get hasTurn(): boolean {
    return this.#turn.isRunning;
  }

  /** When what is on the air will change by itself. */
  get nextChange(): number {
    return this.instances.count > 1 ? Math.min(this.#turn.end, this.#rpaEnd) : this.#rpaEnd;
  }

  /** The advertiser of a controller that has a set for each instance. */
  get extended(): ExtendedAdvertiser | undefined {
    return this.#extended;
  }

  cancelTurn(): void {
    this.#turn.cancel();
  }

  /** The time, also of what is being caught up with. */
  get now(): number {
    return this.#present ?? this.controller.world.clock.now();
  }

  /** Does what would have been done by now: turns that have ended, private addresses that were used for long enough. */
  catchUp(): void {
    if (this.#present !== undefined) return;
    const now = this.controller.world.clock.now();
    try {
      for (let due = this.#due(); due <= now; due = this.#due()) {
        this.#present = due;
        if (due === this.#turn.end) this.#endTurn();
        else this.#renewAddress();
      }
    } finally {
      this.#present = undefined;
    }
  }

  /** Adds an instance, or changes one. Undefined if there are too many. */
  put(request: InstanceRequest): AdvertisingInstance | undefined {
    const put = this.instances.put(request);
    this.#wake();
    return put;
  }

  start(instance: number): Status {
    return this.#advertiser.start(instance);
  }

  enable(): Status {
    return this.#advertiser.enable();
  }

  disable(): Status {
    return this.#advertiser.disable();
  }

  updateData(instance: number): Status {
    return this.#advertiser.updateData(instance);
  }

  updateScanResponse(instance: number): Status {
    return this.#advertiser.updateScanResponse(instance);
  }

  /**
   * Makes it the turn of an instance (hci_schedule_adv_instance_sync in net/bluetooth/hci_sync.c).
   *
   * @param force Tell the hardware even if it advertises that instance already
   */
  schedule(number: number, force: boolean): Status {
    if (this.controller.flags.has('Advertising') && this.#extended === undefined) return 'Rejected';
    if (this.hasTurn) return 'Busy';
    const instance = this.instances.find(number);
    if (instance === undefined) return 'Failed';
    const { timeout, duration, remaining } = instance;
    const turn = timeout === 0 || duration <= remaining ? duration : remaining;
    if (timeout > 0) instance.remaining -= turn;
    if (this.#extended === undefined) {
      this.#turn.begin(this.now + turn * 1000, turn > 0);
      this.#wake();
    }
    if (!force && this.current === number && this.isOn) return 'Success';
    this.current = number;
    return this.start(number);
  }

  /** Takes an instance off the list and tells that; false if it is not on it (hci_remove_adv_instance in hci_core.c). */
  forget(instance: number, skip?: Socket): boolean {
    if (!this.forgetQuietly(instance)) return false;
    this.controller.emit({ event: 'AdvertisingRemoved', instance }, skip);
    return true;
  }

  forgetQuietly(instance: number): boolean {
    if (!this.instances.remove(instance)) return false;
    if (this.current === instance) {
      this.cancelTurn();
      this.current = 0;
    }
    return true;
  }

  /** Removes an instance, or all for 0, and goes on with the next one (hci_remove_advertising_sync in hci_sync.c). */
  remove(instance: number, skip: Socket): Status {
    const isCurrent = this.current === instance;
    if (instance === 0 || isCurrent) this.cancelTurn();
    const next = isCurrent ? this.instances.after(instance) : undefined;
    const status = instance === 0 ? this.#advertiser.clear(skip, true) : this.#advertiser.remove(instance, skip);
    if (status !== 'Success') return status;
    this.#goOn(next?.instance === instance ? undefined : next?.instance);
    return this.instances.count === 0 ? this.disable() : 'Success';
  }

  /** Ends everything that programs have added (hci_clear_adv_instance_sync in hci_sync.c): LE is being switched off. */
  removeAll(): void {
    this.cancelTurn();
    for (const { instance } of this.instances) this.forget(instance);
  }

  /** The controller goes down: what would end by itself is removed, and with extended advertising all. */
  powerOff(): void {
    this.#advertiser.clear(undefined, false);
    this.cancelTurn();
    this.sets.reset();
    this.isOn = false;
    if (this.#extended === undefined) this.sets.ensure(0);
  }

  /** The hardware stops for a while (hci_pause_advertising_sync in hci_sync.c). */
  pause(): void {
    if (!this.isOn || this.isPaused) return;
    const { flags } = this.controller;
    if (flags.has('Advertising')) flags.remove('LimitedDiscoverable', 'Discoverable');
    if (this.disable() !== 'Success') return;
    if (this.#extended === undefined) this.cancelTurn();
    this.isPaused = true;
  }

  /** And goes on (hci_resume_advertising_sync). */
  resume(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    const extended = this.#extended;
    if (extended === undefined) {
      this.schedule(this.current, true);
      return;
    }
    for (const { instance } of this.instances) {
      if (extended.enableInstance(instance) !== 'Success') extended.remove(instance, undefined);
    }
    if (extended.isBaseOn) {
      extended.isBaseOn = false;
      extended.enableInstance(0);
    }
  }

  get #rpaEnd(): number {
    const { flags, ownAddress, isUp } = this.controller;
    return flags.has('Advertising') && isUp ? ownAddress.rpaEnd : Infinity;
  }

  #due(): number {
    return Math.min(this.#turn.end, this.#rpaEnd);
  }

  /** Instances that end by themselves tell that when it happens, whether somebody looks or not. */
  #wake(): void {
    if ([...this.instances].some(({ timeout }) => timeout > 0)) this.#turn.wake(() => this.catchUp());
  }

  /** A private address has been used for long enough (rpa_expired in net/bluetooth/mgmt.c). */
  #renewAddress(): void {
    this.controller.ownAddress.expire();
    if (this.#extended === undefined) this.enable();
    else this.start(this.current);
  }

  /** The end of a turn (adv_timeout_expire in hci_sync.c): the next instance's, or the end of this one. */
  #endTurn(): void {
    this.#turn.finish();
    const number = this.current;
    if (number === 0 || !this.controller.isUp) return;
    const next = this.instances.after(number)?.instance;
    const instance = this.instances.find(number);
    const isOver = instance !== undefined && instance.timeout > 0 && instance.remaining === 0;
    if (isOver) this.forget(number);
    this.#goOn(isOver && next === number ? undefined : next);
    if (this.instances.count === 0) this.disable();
  }

  #goOn(next: number | undefined): void {
    const { isPowered, flags } = this.controller;
    if (!isPowered || flags.has('Advertising') || next === undefined || this.#extended !== undefined) return;
    this.schedule(next, false);
  }

  /** The hardware has ended a set by itself (hci_le_ext_adv_term_evt in net/bluetooth/hci_event.c). */
  #ended(handle: number): void {
    if (this.instances.find(handle) === undefined) return;
    this.forget(handle);
    this.#extended?.refreshIsOn();
  }
}
