import type { SchedulerLike } from 'rxjs';
import { asyncScheduler } from 'rxjs';
import { encodeEvent } from '../../protocol/encode.js';
import type { EventName, MgmtEventInput } from '../../protocol/tables.js';
import type { Bluetoothd } from '../../transport/bluetoothd.js';
import type { Transport } from '../../transport/transport.js';
import { groupOf } from '../sockets/audience.js';
import type { Cancellable } from '../ground/clock.js';
import { Clock } from '../ground/clock.js';
import { Controller } from '../state/controller.js';
import { powerOffForRemoval } from '../procedures/power/power.js';
import type { Wake } from '../procedures/power/suspend.js';
import { resume, suspend } from '../procedures/power/suspend.js';
import { traitsOf } from '../hardware/traits.js';
import { announceAdded, announceRemoved } from '../procedures/power/registration.js';
import type { DeviceOptions } from '../options/device-options.js';
import { dispatch } from './dispatch.js';
import type { ControllerOptions, KernelVersion, SimulatorOptions } from '../options/options.js';
import { Device } from '../devices/device.js';
import { Radio } from '../air/radio.js';
import { Random } from '../ground/random.js';
import { KernelFaults } from './faults/kernel-faults.js';
import { KernelInterception } from './interception/kernel-interception.js';
import type { Program } from '../sockets/socket.js';
import { Socket } from '../sockets/socket.js';

/** Kernels in the order of their release. */
const VERSIONS: readonly KernelVersion[] = ['6.1', '6.12', 'newest'];

/** The kernel in process: sockets, controllers, and the time in which they live. */
export class Kernel {
  readonly clock: Clock;
  readonly random: Random;
  readonly radio = new Radio();
  readonly faults = new KernelFaults(this);
  readonly interception = new KernelInterception(this);
  readonly version: KernelVersion;
  readonly latency: number;
  /** Whether programs may open sockets for isochronous channels (an experimental feature). */
  hasIsoSocket = false;
  /** Whether programs see bluetoothd beside them. */
  bluetoothd: Bluetoothd = { state: 'absent' };
  /** By index, in the order in which the kernel lists them. */
  readonly controllers = new Map<number, Controller>();
  readonly devices: Device[] = [];
  /** Those that its programs have. */
  readonly transports = new WeakSet<Transport>();
  readonly #sockets = new Map<Socket, Cancellable>();

  constructor(options: SimulatorOptions) {
    const scheduler: SchedulerLike = options.scheduler ?? asyncScheduler;
    this.clock = new Clock(scheduler);
    this.random = new Random(options.seed ?? 1);
    this.version = options.kernel ?? '6.12';
    this.latency = options.latency ?? 1;
    const { controllers = [{}] } = options;
    // Those that come later, too.
    const addresses = controllers.flatMap(({ address }) => address ?? []);
    for (const controller of controllers) this.plugIn(controller, addresses);
    for (const device of options.devices ?? []) this.addDevice(device);
  }

  /** Whether the rules of a version, or of a later one, apply. */
  isAtLeast(version: KernelVersion): boolean {
    return VERSIONS.indexOf(this.version) >= VERSIONS.indexOf(version);
  }

  get sockets(): Iterable<Socket> {
    return this.#sockets.keys();
  }

  /** Throws a `TransportError`. */
  open(program: Program): Socket {
    this.faults.onOpening(program);
    const socket = new Socket(this, program);
    this.#sockets.set(socket, this.clock.watch());
    return socket;
  }

  close(socket: Socket): void {
    const watch = this.#sockets.get(socket);
    this.#sockets.delete(socket);
    socket.close();
    watch?.cancel();
  }

  /** A frame that a program has sent. Throws `SendRefused`. */
  receive(socket: Socket, frame: Uint8Array): void {
    this.clock.catchUp();
    dispatch(this, socket, frame);
  }

  /** Tells an event to every socket that gets such events, but not to `skip`, which has caused it. */
  broadcast(event: MgmtEventInput, skip?: Socket): void {
    const group = groupOf(event.event);
    let frame: Uint8Array | undefined;
    for (const socket of this.#sockets.keys()) {
      if (socket === skip || !socket.groups.has(group)) continue;
      frame ??= encodeEvent(event);
      if (this.faults.loses(socket, event)) socket.lose();
      else this.interception.deliver(socket, event.event, event.index ?? null, frame);
    }
  }

  /** The same with an event of a controller that is encoded already. The frame stays with the caller. */
  deliver(event: EventName, index: number, frame: Uint8Array): void {
    const group = groupOf(event);
    for (const socket of this.#sockets.keys()) {
      if (!socket.groups.has(group)) continue;
      if (this.faults.loses(socket, { event, index })) socket.lose();
      else this.interception.deliver(socket, event, index, frame);
    }
  }

  /** Whether any program is there. */
  get hasSockets(): boolean {
    return this.#sockets.size > 0;
  }

  /** Programs may read again. */
  wakeSockets(): void {
    for (const socket of this.sockets) socket.wake();
  }

  /** The machine goes to sleep. */
  suspend(): void {
    this.clock.catchUp();
    for (const controller of this.controllers.values()) suspend(controller);
  }

  /** It wakes up. */
  resume(wake: Wake): void {
    this.clock.catchUp();
    for (const controller of this.controllers.values()) resume(controller, wake);
  }

  /** The controller with an index; undefined if there is none, and for null, which stands for no controller. */
  controllerAt(index: number | null): Controller | undefined {
    return index === null ? undefined : this.controllers.get(index);
  }

  /**
   * A controller appears, at the lowest index that is free.
   *
   * @param others addresses that it can't have, besides those of the controllers that are there
   */
  plugIn(options: ControllerOptions, others: readonly string[] = []): Controller {
    this.clock.catchUp();
    const index = this.#freeIndex();
    const present = [...this.controllers.values()].map(({ traits }) => traits.address);
    const taken = new Set([...present, ...others.map((address) => address.toUpperCase())]);
    return this.#add(new Controller(this, index, traitsOf(options, index, taken)));
  }

  /** The same thing comes back, as after a reset of its USB port: new to the kernel, and perhaps at another index. */
  plugInAgain(controller: Controller): Controller {
    this.unplug(controller);
    return this.#add(new Controller(this, this.#freeIndex(), controller.traits, controller.health));
  }

  /** A device comes into the world. */
  addDevice(options: DeviceOptions): Device {
    this.clock.catchUp();
    const device = new Device(this, options);
    this.devices.push(device);
    this.radio.add(device);
    return device;
  }

  /** It is gone; what waits for it fails. */
  unplug(controller: Controller): void {
    if (this.controllers.get(controller.index) !== controller) return;
    this.clock.catchUp();
    controller.health.onReset();
    // hci_unregister_dev in net/bluetooth/hci_core.c.
    controller.work.clear();
    powerOffForRemoval(controller);
    if (!controller.flags.has('Configuring')) announceRemoved(controller);
    this.controllers.delete(controller.index);
    this.radio.remove(controller.station);
  }

  #freeIndex(): number {
    let index = 0;
    while (this.controllers.has(index)) index++;
    return index;
  }

  #add(controller: Controller): Controller {
    this.controllers.set(controller.index, controller);
    this.radio.add(controller.station);
    announceAdded(controller);
    return controller;
  }
}
