export type {
  AdvertisingContent,
  Changing,
  DeviceAdvertising,
  DeviceInquiry,
  DeviceOptions,
  Presence,
  PrivateAddress,
  SimulatedDevice,
  WanderingSignal,
} from './device-options.js';
export type { ControllerKind, ControllerOptions, KernelVersion, SimulatorOptions, SocketOptions } from './options.js';
export type { SimulatedController, Simulator } from './simulator.js';
export { createSimulator } from './simulator.js';
