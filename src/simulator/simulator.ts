import type { Transport } from '../transport/transport.js';
import type { DeviceOptions, SimulatedDevice } from './device-options.js';
import { Kernel } from './kernel.js';
import type { ControllerOptions, SimulatorOptions, SocketOptions } from './options.js';
import { socketTransport } from './socket.js';

/** A controller of the simulated machine, as the person sees it who holds it in the hand. */
export interface SimulatedController {
  /** Its index for mgmt, as in hci0. */
  readonly index: number;
  /** Pulls it out; what waits for it fails. Its index becomes free. Nothing happens if it is gone. */
  remove(): void;
}

/** A simulated kernel with its controllers and the devices around them. */
export interface Simulator {
  /** One more program on the same kernel: a socket of its own, which opens when its frames are subscribed to. */
  transport(options?: SocketOptions): Transport;
  /** The controllers that are plugged in, by index. */
  readonly controllers: readonly SimulatedController[];
  /** Plugs in one more. */
  addController(options?: ControllerOptions): SimulatedController;
  /** One more device around; `simulator.addDevice({ name: 'Thermometer' })`. */
  addDevice(options?: DeviceOptions): SimulatedDevice;
}

/**
 * A Linux kernel in process, as far as Bluetooth management goes: bytes in, bytes out, checked against real ones.
 *
 * All of its state is in the object that it returns, and all of its time in the scheduler. The same options, and the same
 * commands at the same times, give the same bytes.
 *
 * ```ts
 * const simulator = createSimulator();
 * const mgmt = new Mgmt(simulator.transport());
 * ```
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const kernel = new Kernel(options);
  const handles = new Map<object, SimulatedController>();
  const handleOf = (controller: ReturnType<Kernel['plugIn']>): SimulatedController => {
    const known = handles.get(controller);
    if (known !== undefined) return known;
    const handle = { index: controller.index, remove: () => kernel.unplug(controller) };
    handles.set(controller, handle);
    return handle;
  };
  return {
    transport: (socketOptions) => socketTransport(kernel, socketOptions),
    get controllers() {
      return [...kernel.controllers.values()].map(handleOf);
    },
    addController: (controllerOptions = {}) => handleOf(kernel.plugIn(controllerOptions)),
    addDevice: (deviceOptions = {}) => kernel.addDevice(deviceOptions),
  };
}
