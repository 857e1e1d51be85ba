import { address, sized, uuid } from '../bytes.js';
import { capabilities } from '../capabilities.js';
import { command, event } from '../define.js';
import { configurationOptions, deviceIdSource, phys, suspendState, wakeReason } from '../enums/controller.js';
import { settings } from '../enums/settings.js';
import { onOff } from '../enums.js';
import { u16, u24, u8 } from '../numbers.js';
import { names, peer } from '../shared-fields.js';

/** 24 bits: services, major and minor class. The lowest byte comes first on the wire. */
const classOfDevice = [['classOfDevice', u24]] as const;
const missingOptions = [['missingOptions', configurationOptions]] as const;

/** What the two ways of reading a controller's information have in common. `manufacturer` is a company identifier. */
const information = [
  ['address', address],
  ['bluetoothVersion', u8],
  ['manufacturer', u16],
  ['supportedSettings', settings],
  ['currentSettings', settings],
] as const;

/** A controller's identity, names, class, configuration and radio. */
export const controllerCommands = {
  /** Read Controller Information, 0x0004, since 1.0. */
  ReadControllerInformation: command(0x0004, [], [...information, ...classOfDevice, ...names]),

  /** Set Device Class, 0x000E, since 1.0. `minorClass` in bits 2 to 7; the kernel adds the services of Add UUID. */
  SetDeviceClass: command(0x000e, [['majorClass', u8], ['minorClass', u8]], classOfDevice),

  /** Set Local Name, 0x000F, since 1.0. At most 248 and 10 bytes of UTF-8. */
  SetLocalName: command(0x000f, names, names),

  /** Add UUID, 0x0010, since 1.0. A service to announce; `svcHint` is its bit in the class of device. */
  AddUUID: command(0x0010, [['uuid', uuid], ['svcHint', u8]], classOfDevice),

  /** Remove UUID, 0x0011, since 1.0. All zeros removes all. */
  RemoveUUID: command(0x0011, [['uuid', uuid]], classOfDevice),

  /** Set Device ID, 0x0028, since 1.1. */
  SetDeviceID: command(
    0x0028,
    [['source', deviceIdSource], ['vendor', u16], ['product', u16], ['version', u16]],
    [],
  ),

  /** Set Scan Parameters, 0x002C, since 1.4. Units of 0.625 ms, 0x0004 to 0x4000; `window` at most `interval`. */
  SetScanParameters: command(0x002c, [['interval', u16], ['window', u16]], []),

  /** Read Controller Configuration Information, 0x0037, since 1.7. */
  ReadControllerConfigurationInformation: command(
    0x0037,
    [],
    [['manufacturer', u16], ['supportedOptions', configurationOptions], ...missingOptions],
  ),

  /** Set External Configuration, 0x0038, since 1.7. Only while not powered. */
  SetExternalConfiguration: command(0x0038, [['configuration', onOff]], missingOptions),

  /** Set Public Address, 0x0039, since 1.7. Only while not powered. */
  SetPublicAddress: command(0x0039, [['address', address]], missingOptions),

  /**
   * Read Extended Controller Information, 0x0042, since 1.14. Class, appearance and names come in `eirData`.
   * From then on this socket gets Extended Controller Information Changed instead of the events for class and name.
   */
  ReadExtendedControllerInformation: command(0x0042, [], [...information, ['eirData', sized(u16)]]),

  /** Set Appearance, 0x0043, since 1.14. A number that the Bluetooth SIG assigns. */
  SetAppearance: command(0x0043, [['appearance', u16]], []),

  /** Get PHY Configuration, 0x0044, since 1.15. */
  GetPHYConfiguration: command(0x0044, [], [['supportedPhys', phys], ['configurablePhys', phys], ['selectedPhys', phys]]),

  /** Set PHY Configuration, 0x0045, since 1.15. All that are supported and not configurable must be among them. */
  SetPHYConfiguration: command(0x0045, [['selectedPhys', phys]], []),

  /** Read Controller Capabilities, 0x0048, since 1.17. A list of typed values. */
  ReadControllerCapabilities: command(0x0048, [], [['capabilitiesData', capabilities]]),
} as const;

export const controllerEvents = {
  /** Controller Error, 0x0003. Declared by the document; Linux does not send it. */
  ControllerError: event(0x0003, [['errorCode', u8]]),

  /** Class Of Device Changed, 0x0007. */
  ClassOfDeviceChanged: event(0x0007, classOfDevice),

  /** Local Name Changed, 0x0008. */
  LocalNameChanged: event(0x0008, names),

  /** New Configuration Options, 0x001F, since 1.7. */
  NewConfigurationOptions: event(0x001f, missingOptions),

  /** Extended Controller Information Changed, 0x0025, since 1.14. Only after Read Extended Controller Information. */
  ExtendedControllerInformationChanged: event(0x0025, [['eirData', sized(u16)]]),

  /** PHY Configuration Changed, 0x0026, since 1.15. Four bytes on Linux, though BlueZ's header has two. */
  PHYConfigurationChanged: event(0x0026, [['selectedPhys', phys]]),

  /** Controller Suspend, 0x002D, since 1.18. */
  ControllerSuspend: event(0x002d, [['suspendState', suspendState]]),

  /** Controller Resume, 0x002E, since 1.18. Address and type are zero unless a remote device woke the system. */
  ControllerResume: event(0x002e, [['wakeReason', wakeReason], ...peer]),
} as const;
