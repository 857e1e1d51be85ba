import type { ControllerState } from '../controller-state.js';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkBoolean, checkInteger, checkOptions, checkText } from '../../protocol/options.js';

/** The settings that can be kept: those that mgmt can both read and write without a secret. */
export interface DesiredSettings {
  readonly Powered?: boolean;
  readonly Connectable?: boolean;
  readonly FastConnectable?: boolean;
  /** `true`: for ever. Needs `Connectable`, which is switched on with it. */
  readonly Discoverable?: boolean;
  readonly Bondable?: boolean;
  readonly LinkSecurity?: boolean;
  readonly SecureSimplePairing?: boolean;
  /** Changing it takes switching the controller off and on again. */
  readonly BREDR?: boolean;
  readonly LowEnergy?: boolean;
  /** Advertising as the kernel does it by itself, not the instances of `AddAdvertising`. */
  readonly Advertising?: boolean;
  readonly SecureConnections?: boolean;
  readonly DebugKeys?: boolean;
  /** Changing it takes switching the controller off and on again. */
  readonly WidebandSpeech?: boolean;
}

/** How a controller is to be. What is left out stays as it is. */
export interface DesiredState extends DesiredSettings {
  /** At most 248 bytes of UTF-8. */
  readonly Name?: string;
  /** At most 10 bytes of UTF-8. */
  readonly ShortName?: string;
  /** Major and minor class, such as 0x0104 for a desktop computer; the bits of services come from its UUIDs. Kept while it is on. */
  readonly DeviceClass?: number;
}

/** The name of something that `keep` can keep. */
export type DesiredName = keyof DesiredState;
/** A value that is kept: on or off, a name, or a class of device. */
export type DesiredValue = boolean | string | number;

/** Major and minor class (Baseband, 1.2, in Assigned Numbers); the kernel takes no others (set_dev_class in net/bluetooth/mgmt.c). */
const CLASS_MASK = 0x1ffc;

/** What a controller has now. `undefined`: it can't be said, and is left alone. */
export function found(state: ControllerState, name: DesiredName): DesiredValue | undefined {
  switch (name) {
    case 'Name':
      return state.name;
    case 'ShortName':
      return state.shortName;
    case 'DeviceClass':
      // Written when it is on, and only with BR/EDR (hci_update_class_sync in net/bluetooth/hci_sync.c).
      return state.settings.Powered && state.settings.BREDR ? state.classOfDevice & CLASS_MASK : undefined;
    default:
      return state.settings[name];
  }
}

/** A name that the kernel keeps as it is: it takes those with a NUL up to there. */
function checkName(maxBytes: number): (option: string, value: string) => void {
  return (option, value) => {
    checkText(option, value, maxBytes);
    if (value.includes('\0')) throw new OptionError(option, value, 'text without a NUL');
  };
}

function checkClass(option: string, value: number): void {
  checkInteger(option, value, 0, CLASS_MASK);
  if ((value & ~CLASS_MASK) !== 0) throw new OptionError(option, value, 'a class of device with bits 2 to 12 only');
}

const CHECKS: OptionChecks<DesiredState> = {
  Powered: checkBoolean,
  Connectable: checkBoolean,
  FastConnectable: checkBoolean,
  Discoverable: checkBoolean,
  Bondable: checkBoolean,
  LinkSecurity: checkBoolean,
  SecureSimplePairing: checkBoolean,
  BREDR: checkBoolean,
  LowEnergy: checkBoolean,
  Advertising: checkBoolean,
  SecureConnections: checkBoolean,
  DebugKeys: checkBoolean,
  WidebandSpeech: checkBoolean,
  Name: checkName(248),
  ShortName: checkName(10),
  DeviceClass: checkClass,
};

/** What the kernel never has together: the first is lost, or refused, without the second. */
const IMPOSSIBLE: readonly (readonly [DesiredSettings, DesiredSettings])[] = [
  [{ Discoverable: true }, { Connectable: false }],
  [{ Advertising: true }, { LowEnergy: false }],
  [{ LinkSecurity: true }, { BREDR: false }],
  [{ SecureSimplePairing: true }, { BREDR: false }],
  [{ FastConnectable: true }, { BREDR: false }],
  [{ LowEnergy: false }, { BREDR: false }],
];

const entriesOf = (settings: DesiredSettings) => Object.entries(settings) as [keyof DesiredSettings, boolean][];

/** Throws an `OptionError` for what no controller can have. */
export function checkDesired(desired: DesiredState): DesiredState {
  checkOptions(desired, CHECKS, 'desired');
  const has = (settings: DesiredSettings): boolean =>
    entriesOf(settings).every(([name, value]) => desired[name] === value);
  for (const [first, second] of IMPOSSIBLE) {
    if (!has(first) || !has(second)) continue;
    const [[name, value], [other]] = [entriesOf(first)[0]!, entriesOf(second)[0]!];
    throw new OptionError(`desired.${name}`, value, `possible while ${other} is false`);
  }
  return { ...desired };
}
