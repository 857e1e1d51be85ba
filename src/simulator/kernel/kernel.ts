import { World } from '../air/world.js';
import type { EventName } from '../../protocol/tables.js';
import type { Bluetoothd } from '../../transport/bluetoothd.js';
import type { Transport } from '../../transport/transport.js';
import { Device } from '../devices/device.js';
import { traitsOf } from '../hardware/traits.js';
import type { DeviceOptions } from '../options/device-options.js';
import type { ControllerOptions, SimulatorOptions } from '../options/options.js';
import { hostEvents } from '../procedures/events.js';
import { powerOffForRemoval } from '../procedures/power/power.js';
import { announceAdded, announceRemoved } from '../procedures/power/registration.js';
import type { Wake } from '../options/wake.js';
import { resume, suspend } from '../procedures/power/suspend.js';
import type { Program, Socket } from '../sockets/socket.js';
import type { Path } from '../sockets/sockets.js';
import { Sockets } from '../sockets/sockets.js';
import type { Host } from '../state/controller.js';
import { Controller } from '../state/controller.js';
import type { Machine } from '../state/machine.js';
import type { FaultyKernel } from './faults/kernel-faults.js';
import { KernelFaults } from './faults/kernel-faults.js';
import { KernelInterception } from './interception/kernel-interception.js';

/** The kernel in process: sockets, controllers, and the world in which they live. */
export class Kernel implements Machine, Host, Path, FaultyKernel {
  readonly world: World;
  readonly sockets: Sockets;
  readonly faults = new KernelFaults(this);
  readonly interception: KernelInterception;
  hasIsoSocket = false;
  /** Whether programs see bluetoothd beside them. */
  bluetoothd: Bluetoothd = { state: 'absent' };
  readonly controllers = new Map<number, Controller>();
  readonly eventsOf = hostEvents;
  readonly devices: Device[] = [];
  /** Those that its programs have. */
  readonly transports = new WeakSet<Transport>();

  constructor(options: SimulatorOptions) {
    this.world = new World(options);
    this.sockets = new Sockets(this.world.clock, this);
    this.interception = new KernelInterception(this.world.clock, this.transports);
    const { controllers = [{}] } = options;
    // Those that come later, too.
    const addresses = controllers.flatMap(({ address }) => address ?? []);
    for (const controller of controllers) this.plugIn(controller, addresses);
    for (const device of options.devices ?? []) this.addDevice(device);
  }

  /** Throws a `TransportError`. */
  open(program: Program): Socket {
    this.faults.onOpening(program);
    return this.sockets.open(program);
  }

  isReading(socket: Socket): boolean {
    return this.faults.isReading(socket);
  }

  pass(socket: Socket, event: EventName, index: number | null, frame: Uint8Array): void {
    if (this.faults.loses(socket, { event, index })) socket.lose();
    else this.interception.deliver(socket, event, index, frame);
  }

  /** The machine goes to sleep. */
  suspend(): void {
    this.world.clock.catchUp();
    for (const controller of this.controllers.values()) suspend(controller);
  }

  /** It wakes up. */
  resume(wake: Wake): void {
    this.world.clock.catchUp();
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
    this.world.clock.catchUp();
    const index = this.#freeIndex();
    const present = [...this.controllers.values()].map(({ traits }) => traits.address);
    const taken = new Set([...present, ...others.map((address) => address.toUpperCase())]);
    return this.#add(new Controller(this, index, traitsOf(options, index, taken)));
  }

  /** The same thing comes back, as after a reset of its USB port: new to the kernel, and perhaps at another index. */
  plugInAgain(controller: Controller): Controller {
    this.unplug(controller);
    const { traits, health } = controller;
    return this.#add(new Controller(this, this.#freeIndex(), traits, health));
  }

  /** A device comes into the world. */
  addDevice(options: DeviceOptions): Device {
    this.world.clock.catchUp();
    const device = new Device(this.world, options, (index) => this.controllers.get(index));
    this.devices.push(device);
    this.world.radio.add(device);
    return device;
  }

  /** It is gone; what waits for it fails. */
  unplug(controller: Controller): void {
    if (this.controllers.get(controller.index) !== controller) return;
    this.world.clock.catchUp();
    powerOffForRemoval(controller);
    if (!controller.flags.has('Configuring')) announceRemoved(controller);
    this.controllers.delete(controller.index);
    this.world.radio.remove(controller.station);
  }

  #freeIndex(): number {
    let index = 0;
    while (this.controllers.has(index)) index++;
    return index;
  }

  #add(controller: Controller): Controller {
    this.controllers.set(controller.index, controller);
    this.world.radio.add(controller.station);
    announceAdded(controller);
    return controller;
  }
}
