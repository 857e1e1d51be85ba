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
export const configCommands = {
  /** Read Experimental Features Information, 0x0049, since 1.17. Of one controller, or of the kernel. */
  ReadExperimentalFeaturesInformation: anyCommand(0x0049, [], [['features', list(u16, struct(feature))]]),

  /** Set Experimental Feature, 0x004A, since 1.17. By UUID or by name. */
  SetExperimentalFeature: anyCommand(0x004a, [['uuid', experimentalFeature], ['action', onOff]], feature),

  /** Read Default System Configuration, 0x004B, since 1.18. */
  ReadDefaultSystemConfiguration: command(0x004b, [], parameters),

  /** Set Default System Configuration, 0x004C, since 1.18. Linux skips unknown types: read them back. */
  SetDefaultSystemConfiguration: command(0x004c, parameters, []),

  /** Read Default Runtime Configuration, 0x004D, since 1.18. Linux has none. */
  ReadDefaultRuntimeConfiguration: command(0x004d, [], parameters),

  /** Set Default Runtime Configuration, 0x004E, since 1.18. Linux refuses it, with the opcode 0x004C. */
  SetDefaultRuntimeConfiguration: command(0x004e, parameters, []),

  /**
   * Send HCI Command And Wait For Event, 0x005B, on kernels newer than 6.12. `event` 0 waits for Command Complete or Status;
   * `timeout` in seconds, 0 for the default. The `response` begins with the status of HCI.
   */
  SendHCICommandAndWaitForEvent: command(
    0x005b,
    [['opcode', u16], ['event', u8], ['timeout', u8], ['parameters', sized(u16)]],
    [['response', rest]],
  ),
} as const;

export const configEvents = {
  /** Experimental Feature Changed, 0x0027, since 1.17. Only after reading or setting one. */
  ExperimentalFeatureChanged: anyEvent(0x0027, feature),

  /** Default System Configuration Changed, 0x0028, since 1.18. Linux does not send it. */
  DefaultSystemConfigurationChanged: event(0x0028, parameters),

  /** Default Runtime Configuration Changed, 0x0029, since 1.18. Linux does not send it. */
  DefaultRuntimeConfigurationChanged: event(0x0029, parameters),
} as const;
