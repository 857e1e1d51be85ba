import { checkInteger } from '../protocol/options.js';
import type { Transport } from '../transport/transport.js';
import { checkController } from './options/checks/controller.js';
import { checkDevice } from './options/checks/device.js';
import { checkSimulator, checkSocket, checkWake } from './options/checks/simulator.js';
import type { Wake } from './options/wake.js';
import type { DeviceOptions, SimulatedDevice } from './options/device-options.js';
import type { SimulatorFaults } from './options/simulator-faults.js';
import type { SimulatorInterception } from './options/simulator-interception.js';
import { Kernel } from './kernel/kernel.js';
import type { ControllerOptions, SimulatorOptions, SocketOptions } from './options/options.js';
import type { SimulatedController } from './kernel/simulated-controller.js';
import { ControllerHandles } from './kernel/simulated-controller.js';
import { socketTransport } from './kernel/socket-transport.js';

/** A simulated kernel with its controllers and the devices around them. */
export interface Simulator {
  /** One more program on the same kernel: a socket of its own, which opens when its frames are subscribed to. */
  transport(options?: SocketOptions): Transport;
  /** The controllers that are plugged in, by index. */
  readonly controllers: readonly SimulatedController[];
  /** Plugs in one more. */
  addController(options?: ControllerOptions): SimulatedController;
  /** The devices of the world, those that are away, too, in the order in which they were added. */
  readonly devices: readonly SimulatedDevice[];
  /** One more device around; `simulator.addDevice({ name: 'Thermometer' })`. */
  addDevice(options?: DeviceOptions): SimulatedDevice;
  /** The machine goes to sleep: what is switched on stops, and connections end. */
  suspend(): void;
  /** It wakes up, and what was stopped goes on. Default: nothing of Bluetooth has woken it. */
  resume(wake?: Wake): void;
  /**
   * From now on bluetoothd runs beside, as far as transports know: it sends nothing by itself.
   *
   * @param pid its process, an integer from 1 on. Default: 700
   */
  startBluetoothd(pid?: number): void;
  /** It ends. */
  stopBluetoothd(): void;
  /** What can go wrong between a program and the kernel. */
  readonly faults: SimulatorFaults;
  /** For tests that answer commands themselves, and change events. */
  readonly intercept: SimulatorInterception;
}

/**
 * A Linux kernel in process, as far as Bluetooth management goes: bytes in, bytes out, checked against real ones.
 *
 * All of its state is in the object that it returns, and all of its time in the scheduler. The same options, and the same
 * commands at the same times, give the same bytes.
 *
 * All options, here and of the methods of what is returned, are checked when they are given.
 *
 * ```ts
 * const simulator = createSimulator();
 * const mgmt = new Mgmt(simulator.transport());
 * ```
 *
 * @throws OptionError that names the option, such as `devices[2].address`, its value and its limits
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const kernel = new Kernel(checkSimulator(options));
  const handles = new ControllerHandles(kernel);
  return {
    transport: (socketOptions = {}) => socketTransport(kernel, checkSocket(socketOptions)),
    get controllers() {
      return [...kernel.controllers.values()].map((controller) => handles.of(controller));
    },
    addController: (controllerOptions = {}) => handles.of(kernel.plugIn(checkController(controllerOptions))),
    get devices() {
      return [...kernel.devices];
    },
    addDevice: (deviceOptions = {}) => kernel.addDevice(checkDevice(deviceOptions)),
    suspend: () => kernel.suspend(),
    resume: (wake = { reason: 'NonBluetooth' }) => {
      checkWake(wake);
      kernel.resume(wake);
    },
    startBluetoothd: (pid = 700) => {
      kernel.bluetoothd = { state: 'running', pid: checkInteger('pid', pid, 1, 0x3fffff) };
    },
    stopBluetoothd: () => {
      kernel.bluetoothd = { state: 'absent' };
    },
    faults: kernel.faults,
    intercept: kernel.interception,
  };
}
