export type { Wake } from './controller/suspend.js';
export type {
  AdvertisingContent,
  Changing,
  ConnectionRefusal,
  DeviceAdvertising,
  DeviceConnection,
  DeviceInquiry,
  DeviceOptions,
  DevicePairing,
  Presence,
  PrivateAddress,
  SimulatedDevice,
  WanderingSignal,
} from './device-options.js';
export type { Errno } from './errno.js';
export type { ControllerFaults } from './faults/controller-faults.js';
export type {
  CommandFilter,
  CountedFault,
  Cure,
  EventFilter,
  Fault,
  ProgramFilter,
  TimesFilter,
} from './faults/fault.js';
export type { SimulatorFaults } from './faults/simulator-faults.js';
export type {
  DelayedEvent,
  InterceptableEvent,
  InterceptedCommand,
  InterceptedReply,
  Interception,
  InterceptionFilter,
  SimulatorInterception,
} from './interception/simulator-interception.js';
export type { ControllerKind, ControllerOptions, KernelVersion, SimulatorOptions, SocketOptions } from './options.js';
export { neighbourhood } from './neighbourhood.js';
export type { SimulatedController } from './simulated-controller.js';
export type { Simulator } from './simulator.js';
export { createSimulator } from './simulator.js';
