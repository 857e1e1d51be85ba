export type { ControllerKind, ControllerOptions, KernelVersion, SimulatorOptions, SocketOptions } from './options.js';
export type { SimulatedController, Simulator } from './simulator.js';
export { createSimulator } from './simulator.js';
