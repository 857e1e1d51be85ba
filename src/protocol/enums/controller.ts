import { enumOf } from '../enums.js';
import { flagsOf } from '../masks.js';
import { u16, u32 } from '../numbers.js';

/** Read Extended Controller Index List: whether a controller can be used. */
export const ControllerType = { Primary: 0, Unconfigured: 1, AlternateMacPhy: 2 } as const;
export const controllerType = enumOf('controllerType', ControllerType);

/** How a controller is attached (include/net/bluetooth/hci.h, HCI_VIRTUAL and so on). */
export const ControllerBus = {
  Virtual: 0,
  USB: 1,
  PCMCIA: 2,
  UART: 3,
  RS232: 4,
  PCI: 5,
  SDIO: 6,
  SPI: 7,
  I2C: 8,
  SMD: 9,
  VIRTIO: 10,
  IPC: 11,
} as const;
export const controllerBus = enumOf('controllerBus', ControllerBus);

/** Who assigned the vendor number of Set Device ID. */
export const DeviceIdSource = { Disabled: 0, BluetoothSIG: 1, USB: 2 } as const;
export const deviceIdSource = enumOf('deviceIdSource', DeviceIdSource, u16);

/** What a controller still does while the system sleeps. */
export const SuspendState = { Running: 0, DisconnectedNotScanning: 1, PageScanOrPassiveScanning: 2 } as const;
export const suspendState = enumOf('suspendState', SuspendState);

/** What woke the system up. */
export const WakeReason = { NonBluetooth: 0, UnexpectedEvent: 1, RemoteWake: 2 } as const;
export const wakeReason = enumOf('wakeReason', WakeReason);

/** What an unconfigured controller lacks: bit numbers. */
export const ConfigurationOptions = { ExternallyConfigured: 0, PublicAddress: 1 } as const;
export const configurationOptions = flagsOf('configurationOptions', ConfigurationOptions, u32);

/** Radio modes: bit numbers. */
export const Phys = {
  BR1M1Slot: 0,
  BR1M3Slot: 1,
  BR1M5Slot: 2,
  EDR2M1Slot: 3,
  EDR2M3Slot: 4,
  EDR2M5Slot: 5,
  EDR3M1Slot: 6,
  EDR3M3Slot: 7,
  EDR3M5Slot: 8,
  LE1MTx: 9,
  LE1MRx: 10,
  LE2MTx: 11,
  LE2MRx: 12,
  LECodedTx: 13,
  LECodedRx: 14,
} as const;
export const phys = flagsOf('phys', Phys, u32);
