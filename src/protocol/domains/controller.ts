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
export const controllerCommands = () =>
  ({
  ReadControllerInformation: command(0x0004, [], [...information, ...classOfDevice, ...names]),
  SetDeviceClass: command(0x000e, [['majorClass', u8], ['minorClass', u8]], classOfDevice),
  SetLocalName: command(0x000f, names, names),
  AddUUID: command(0x0010, [['uuid', uuid], ['svcHint', u8]], classOfDevice),
  RemoveUUID: command(0x0011, [['uuid', uuid]], classOfDevice),
  SetDeviceID: command(
    0x0028,
    [['source', deviceIdSource], ['vendor', u16], ['product', u16], ['version', u16]],
    [],
  ),
  SetScanParameters: command(0x002c, [['interval', u16], ['window', u16]], []),
  ReadControllerConfigurationInformation: command(
    0x0037,
    [],
    [['manufacturer', u16], ['supportedOptions', configurationOptions], ...missingOptions],
  ),
  SetExternalConfiguration: command(0x0038, [['configuration', onOff]], missingOptions),
  SetPublicAddress: command(0x0039, [['address', address]], missingOptions),
  ReadExtendedControllerInformation: command(0x0042, [], [...information, ['eirData', sized(u16)]]),
  SetAppearance: command(0x0043, [['appearance', u16]], []),
  GetPHYConfiguration: command(0x0044, [], [['supportedPhys', phys], ['configurablePhys', phys], ['selectedPhys', phys]]),
  SetPHYConfiguration: command(0x0045, [['selectedPhys', phys]], []),
  ReadControllerCapabilities: command(0x0048, [], [['capabilitiesData', capabilities]]),
}) as const;

export const controllerEvents = () =>
  ({
  ControllerError: event(0x0003, [['errorCode', u8]]),
  ClassOfDeviceChanged: event(0x0007, classOfDevice),
  LocalNameChanged: event(0x0008, names),
  NewConfigurationOptions: event(0x001f, missingOptions),
  ExtendedControllerInformationChanged: event(0x0025, [['eirData', sized(u16)]]),
  PHYConfigurationChanged: event(0x0026, [['selectedPhys', phys]]),
  ControllerSuspend: event(0x002d, [['suspendState', suspendState]]),
  ControllerResume: event(0x002e, [['wakeReason', wakeReason], ...peer]),
}) as const;
