import type { Reasons } from './reason.js';
import { isWithin, named, switched } from './reason.js';
import type { configCommands } from '../domains/config.js';
import type { controllerCommands } from '../domains/controller.js';
import type { settingsCommands } from '../domains/settings.js';

const ZEROS = '00:00:00:00:00:00';
const NO_UUID = '00000000-0000-0000-0000-000000000000';

/** Of what Linux knows of the PHYs: 1M of BR and LE can't be given up (get_configurable_phys in net/bluetooth/mgmt.c). */
const MANDATORY =
  'selectedPhys must have all PHYs that the controller supports and that are not configurable, BR1M1Slot, LE1MTx and LE1MRx among them';

/** From set_powered to set_wideband_speech in net/bluetooth/mgmt.c. */
export const settingsReasons = (): Partial<Reasons<keyof ReturnType<typeof settingsCommands>>> => ({
  SetPowered: [switched('powered')],
  SetDiscoverable: [
    named('discoverable', 'Off, General or Limited'),
    {
      text: 'With Off, timeout must be 0.',
      when: ({ discoverable, timeout }) => discoverable === 'Off' && timeout > 0,
    },
    {
      text: 'Limited needs a timeout above 0, in seconds.',
      when: ({ discoverable, timeout }) => discoverable === 'Limited' && timeout === 0,
    },
  ],
  SetConnectable: [switched('connectable')],
  SetFastConnectable: [switched('enable')],
  SetBondable: [switched('bondable')],
  SetLinkSecurity: [switched('linkSecurity')],
  SetSecureSimplePairing: [switched('secureSimplePairing')],
  SetHighSpeed: [switched('highSpeed')],
  SetLowEnergy: [switched('lowEnergy')],
  SetAdvertising: [named('advertising', 'Off, On or OnConnectable')],
  SetBREDR: [switched('bredr')],
  SetStaticAddress: [
    {
      text: 'address must be a static random one, with C0 to FF in front and not all FF, or all zeros to remove it.',
      when: ({ address }) =>
        address !== ZEROS && (parseInt(address.slice(0, 2), 16) < 0xc0 || address === 'FF:FF:FF:FF:FF:FF'),
    },
  ],
  SetSecureConnections: [named('secureConnections', 'Off, On or Only')],
  SetDebugKeys: [named('debugKeys', 'Discard, Keep or KeepAndUse')],
  SetPrivacy: [named('privacy', 'Off, On or Limited')],
  SetWidebandSpeech: [switched('widebandSpeech')],
});

/** From set_dev_class to set_public_address in mgmt.c. */
export const controllerReasons = (): Partial<Reasons<keyof ReturnType<typeof controllerCommands>>> => ({
  SetDeviceClass: [
    {
      text: 'minorClass stands in bits 2 to 7: its lowest two bits must be 0, so that 0x40 is one and 0x41 is none.',
      when: ({ minorClass }) => (minorClass & 0x03) !== 0,
    },
    { text: 'majorClass must be from 0 to 31.', when: ({ majorClass }) => majorClass > 0x1f },
  ],
  RemoveUUID: [
    { text: 'No such UUID was added with AddUUID, or not any more.', unless: ({ uuid }) => uuid === NO_UUID },
  ],
  SetDeviceID: [named('source', 'Disabled, Bluetooth or USB')],
  SetScanParameters: [
    { text: 'interval must be from 4 to 0x4000, in 0.625 ms.', when: ({ interval }) => !isWithin(interval, 4, 0x4000) },
    { text: 'window must be from 4 to 0x4000, in 0.625 ms.', when: ({ window }) => !isWithin(window, 4, 0x4000) },
    { text: 'window must be at most interval.', when: ({ window, interval }) => window > interval },
  ],
  SetExternalConfiguration: [switched('configuration')],
  SetPublicAddress: [{ text: 'address must not be all zeros.', when: ({ address }) => address === ZEROS }],
  SetPHYConfiguration: [
    { text: 'selectedPhys has bits that stand for no PHY.', when: ({ selectedPhys }) => 'unknownBits' in selectedPhys },
    {
      text: `${MANDATORY}: see GetPHYConfiguration.`,
      when: ({ selectedPhys }) => !selectedPhys.BR1M1Slot && !(selectedPhys.LE1MTx && selectedPhys.LE1MRx),
    },
    { text: `${MANDATORY}, and no others than it supports: see GetPHYConfiguration.` },
  ],
});

/** From net/bluetooth/mgmt_config.c and set_exp_feature in mgmt.c. */
export const configReasons = (): Partial<Reasons<keyof ReturnType<typeof configCommands>>> => ({
  SetExperimentalFeature: [switched('action')],
  SetDefaultSystemConfiguration: [
    { text: 'parameters must not be empty.', when: ({ parameters }) => parameters.length === 0 },
    {
      text: 'The value of a parameter has not the length that its type has.',
      when: ({ parameters }) =>
        parameters.some(({ type, value }) => typeof type === 'string' && typeof value !== 'number'),
    },
  ],
  SendHCICommandAndWaitForEvent: [{ text: 'The controller does not accept the parameters of the HCI command.' }],
  SetDefaultRuntimeConfiguration: [{ text: 'Linux has no such parameters: it refuses them all.' }],
});
