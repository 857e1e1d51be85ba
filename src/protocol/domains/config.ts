import { rest, sized } from '../bytes.js';
import { anyCommand, anyEvent, command, event } from '../define.js';
import { experimentalFeature, experimentalFeatureFlags } from '../enums/experimental-feature.js';
import { onOff } from '../enums.js';
import { list } from '../lists.js';
import { u16, u8 } from '../numbers.js';
import { struct } from '../struct.js';
import { systemParameters } from '../system-parameters.js';

const feature = [['uuid', experimentalFeature], ['flags', experimentalFeatureFlags]] as const;
const parameters = [['parameters', systemParameters]] as const;

/** Defaults of the controller, features on trial, and HCI by hand. */
export const configCommands = () =>
  ({
  ReadExperimentalFeaturesInformation: anyCommand(0x0049, [], [['features', list(u16, struct(feature))]]),
  SetExperimentalFeature: anyCommand(0x004a, [['uuid', experimentalFeature], ['action', onOff]], feature),
  ReadDefaultSystemConfiguration: command(0x004b, [], parameters),
  SetDefaultSystemConfiguration: command(0x004c, parameters, []),
  ReadDefaultRuntimeConfiguration: command(0x004d, [], parameters),
  SetDefaultRuntimeConfiguration: command(0x004e, parameters, []),
  SendHCICommandAndWaitForEvent: command(
    0x005b,
    [['opcode', u16], ['event', u8], ['timeout', u8], ['parameters', sized(u16)]],
    [['response', rest]],
  ),
}) as const;

export const configEvents = () =>
  ({
  ExperimentalFeatureChanged: anyEvent(0x0027, feature),
  DefaultSystemConfigurationChanged: event(0x0028, parameters),
  DefaultRuntimeConfigurationChanged: event(0x0029, parameters),
}) as const;
