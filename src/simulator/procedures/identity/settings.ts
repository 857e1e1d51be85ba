import type { Setting } from '../../../protocol/enums/settings.js';
import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';
import { NO_ADDRESS } from '../../ground/address.js';

type SettingsInput = Partial<Record<Setting, boolean>>;

/** Bluetooth 1.2, the first with interlaced page scans (BLUETOOTH_VER_1_2 in hci.h). */
const VERSION_1_2 = 2;

/** What the controller could do (get_supported_settings in net/bluetooth/mgmt.c). */
export function supportedSettings({ world, traits }: Controller): SettingsInput {
  const { addressResolution, bredr, isochronous, le } = traits;
  const isNewest = world.isAtLeast('newest');
  return {
    Powered: true,
    Connectable: true,
    FastConnectable: bredr && traits.bluetoothVersion >= VERSION_1_2,
    Discoverable: true,
    Bondable: true,
    LinkSecurity: bredr,
    SecureSimplePairing: bredr,
    BREDR: bredr,
    LowEnergy: le,
    Advertising: le,
    SecureConnections: traits.secureConnections || le,
    DebugKeys: true,
    Privacy: le,
    ControllerConfiguration: traits.needsExternalConfiguration || traits.setsPublicAddress,
    StaticAddress: le,
    PHYConfiguration: true,
    WidebandSpeech: bredr && traits.widebandSpeech,
    CISCentral: isochronous,
    CISPeripheral: isochronous,
    ISOBroadcaster: isNewest && isochronous,
    ISOSyncReceiver: isNewest && isochronous,
    LLPrivacy: isNewest && addressResolution,
  };
}

/** What is switched on (get_current_settings in net/bluetooth/mgmt.c). */
export function currentSettings(controller: Controller): SettingsInput {
  const { flags, world, traits } = controller;
  const usesStaticAddress = flags.has('ForceStaticAddress') || !flags.has('BREDR') || controller.address === NO_ADDRESS;
  // These can't be switched. The newest kernel takes them away together with LE.
  const isNewest = world.isAtLeast('newest');
  const isochronous = traits.isochronous && (!isNewest || flags.has('LowEnergy'));
  const isBroadcaster = isochronous && world.isAtLeast('6.12');
  return {
    Powered: controller.isPowered,
    Connectable: flags.has('Connectable'),
    FastConnectable: flags.has('FastConnectable'),
    Discoverable: flags.has('Discoverable'),
    Bondable: flags.has('Bondable'),
    LinkSecurity: flags.has('LinkSecurity'),
    SecureSimplePairing: flags.has('SimplePairing'),
    BREDR: flags.has('BREDR'),
    LowEnergy: flags.has('LowEnergy'),
    Advertising: flags.has('Advertising'),
    SecureConnections: flags.has('SecureConnections'),
    DebugKeys: flags.has('KeepDebugKeys'),
    Privacy: flags.has('Privacy'),
    StaticAddress: usesStaticAddress && controller.staticAddress !== NO_ADDRESS,
    WidebandSpeech: flags.has('WidebandSpeech'),
    CISCentral: isochronous,
    CISPeripheral: isochronous,
    ISOBroadcaster: isBroadcaster,
    ISOSyncReceiver: isBroadcaster,
    LLPrivacy: isNewest && traits.addressResolution && flags.has('LowEnergy'),
  };
}

/** The answer of every command that switches something. */
export function settingsReply(controller: Controller): { readonly currentSettings: SettingsInput } {
  return { currentSettings: currentSettings(controller) };
}

/** Tells that settings have changed. */
export function announceSettings(controller: Controller, skip?: Socket): void {
  controller.emit({ event: 'NewSettings', currentSettings: currentSettings(controller) }, skip);
}
