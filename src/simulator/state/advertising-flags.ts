import { AdvertisingFlags } from '../../protocol/enums/advertising.js';
import type { Flags } from '../../protocol/masks.js';
import type { Traits } from '../hardware/traits.js';

export type AdvertisingFlagName = keyof typeof AdvertisingFlags;
/** The flags of an advertising instance. */
export type InstanceFlags = Flags<AdvertisingFlagName>;

const NAMES: readonly AdvertisingFlagName[] = Object.keys(AdvertisingFlags).filter(
  (name): name is AdvertisingFlagName => name in AdvertisingFlags,
);
const SECONDARY = ['Secondary1M', 'Secondary2M', 'SecondaryCoded'] as const;

/** An object with these flags on and all others off. */
export function instanceFlags(...on: readonly AdvertisingFlagName[]): InstanceFlags {
  const isOn = (name: AdvertisingFlagName): boolean => on.includes(name);
  return {
    Connectable: isOn('Connectable'),
    GeneralDiscoverable: isOn('GeneralDiscoverable'),
    LimitedDiscoverable: isOn('LimitedDiscoverable'),
    ManagedFlags: isOn('ManagedFlags'),
    AddTxPower: isOn('AddTxPower'),
    AddAppearance: isOn('AddAppearance'),
    AddLocalName: isOn('AddLocalName'),
    Secondary1M: isOn('Secondary1M'),
    Secondary2M: isOn('Secondary2M'),
    SecondaryCoded: isOn('SecondaryCoded'),
    CanSetTxPower: isOn('CanSetTxPower'),
    HardwareOffload: isOn('HardwareOffload'),
    ParamDuration: isOn('ParamDuration'),
    ParamTimeout: isOn('ParamTimeout'),
    ParamIntervals: isOn('ParamIntervals'),
    ParamTxPower: isOn('ParamTxPower'),
    ParamScanResponse: isOn('ParamScanResponse'),
  };
}

/** A controller, by what it can do. */
interface Able {
  readonly traits: Traits;
}

/** What a controller can be asked for (get_supported_adv_flags in net/bluetooth/mgmt.c); it knows its power. */
export function supportedFlags({ traits }: Able): InstanceFlags {
  const { extendedAdvertising, fastAndLongRange } = traits;
  return {
    ...instanceFlags(...NAMES),
    Secondary1M: extendedAdvertising,
    Secondary2M: extendedAdvertising && fastAndLongRange,
    SecondaryCoded: extendedAdvertising && fastAndLongRange,
    CanSetTxPower: extendedAdvertising,
    HardwareOffload: extendedAdvertising,
  };
}

export function areSupported(able: Able, flags: InstanceFlags): boolean {
  const supported = supportedFlags(able);
  return flags.unknownBits === undefined && NAMES.every((name) => supported[name] || !flags[name]);
}

/** Supported, and at most one secondary PHY (requested_adv_flags_are_valid in mgmt.c). */
export function areValid(able: Able, flags: InstanceFlags): boolean {
  return areSupported(able, flags) && SECONDARY.filter((name) => flags[name]).length <= 1;
}

/** Whether it is to be advertised on a secondary channel: with the PDUs of extended advertising. */
export const isSecondary = (flags: InstanceFlags): boolean => SECONDARY.some((name) => flags[name]);

/** Whether the kernel writes the field Flags (flags_managed in mgmt.c). */
export const managesFlags = ({ GeneralDiscoverable, LimitedDiscoverable, ManagedFlags }: InstanceFlags): boolean =>
  GeneralDiscoverable || LimitedDiscoverable || ManagedFlags;
