export type { Wake } from './options/wake.js';
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
} from './options/device-options.js';
export type { Errno } from './ground/errno.js';
export type { ControllerFaults } from './kernel/faults/controller-faults.js';
export type {
  CommandFilter,
  CountedFault,
  Cure,
  EventFilter,
  Fault,
  ProgramFilter,
  TimesFilter,
} from './options/fault.js';
export type { SimulatorFaults } from './options/simulator-faults.js';
export type {
  DelayedEvent,
  InterceptableEvent,
  InterceptedCommand,
  InterceptedReply,
  Interception,
  InterceptionFilter,
  SimulatorInterception,
} from './options/simulator-interception.js';
export type {
  ControllerKind,
  ControllerOptions,
  DuplicateFilter,
  KernelVersion,
  Quirk,
  SimulatorOptions,
  SocketOptions,
} from './options/options.js';
export { neighbourhood } from './devices/neighbourhood.js';
export type { SimulatedController } from './kernel/simulated-controller.js';
export type { Simulator } from './simulator.js';
export { createSimulator } from './simulator.js';
