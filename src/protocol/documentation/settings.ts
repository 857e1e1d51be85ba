import type { settingsCommands, settingsEvents } from '../domains/settings.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

export const settingsCommandWords = () =>
  ({
    SetPowered: {
      since: '1.0',
      doc: 'On takes as long as the firmware needs; off disconnects all devices.',
      params: { powered: 'Whether the controller is switched on' },
    },
    SetDiscoverable: {
      since: '1.0',
      doc: 'Whether others find this controller. Needs Connectable.',
      params: {
        discoverable: 'Whether others find it: `Limited` for a while only, and needs a timeout',
        timeout: {
          doc: 'After how long it ends, 0 for never. `Limited` needs one; `Off`, and a controller that is not powered, take 0 only',
          unit: 's',
        },
      },
    },
    SetConnectable: {
      since: '1.0',
      doc: 'Off also ends Discoverable.',
      params: { connectable: 'Whether others may connect' },
    },
    SetFastConnectable: {
      since: '1.0',
      doc: 'BR/EDR: quicker page scans, for more power.',
      params: { enable: 'Whether page scans are quicker' },
    },
    SetBondable: {
      since: '1.0',
      doc: 'Whether pairing keeps keys.',
      params: { bondable: 'Whether pairing keeps keys' },
    },
    SetLinkSecurity: {
      since: '1.0',
      doc: 'BR/EDR: security mode 3.',
      params: { linkSecurity: 'Whether each link is authenticated and encrypted when it is set up' },
    },
    SetSecureSimplePairing: {
      since: '1.0',
      doc: 'BR/EDR: pairing without PINs.',
      params: { secureSimplePairing: 'Whether it is offered' },
    },
    SetHighSpeed: {
      since: '1.0',
      doc: 'Linux answers NotSupported since 6.6.',
      params: { highSpeed: 'Whether connections may go over Wi-Fi' },
    },
    SetLowEnergy: {
      since: '1.0',
      doc: "Can't be switched off on a controller that has nothing else.",
      params: { lowEnergy: 'Whether LE is switched on' },
    },
    SetAdvertising: {
      since: '1.4',
      doc: 'The one advertisement that needs no instance; see also Add Advertising.',
      params: { advertising: 'Whether it advertises; `OnConnectable` whatever the setting Connectable says' },
    },
    SetBREDR: {
      since: '1.4',
      doc: 'Needs Low Energy; off only while not powered.',
      params: { bredr: 'Whether BR/EDR is switched on' },
    },
    SetStaticAddress: {
      since: '1.4',
      doc: 'The random address that LE uses. Only while not powered.',
      params: { address: 'A static random address, with C0 to FF in front; all zeros removes it' },
    },
    SetSecureConnections: {
      since: '1.5',
      doc: 'Pairing with P-256.',
      params: { secureConnections: 'Whether it is offered; `Only` refuses peers without it' },
    },
    SetDebugKeys: {
      since: '1.5',
      doc: 'Whether debug keys, which are public, are kept or even used.',
      params: { debugKeys: 'Whether they are kept; `KeepAndUse` also pairs with them' },
    },
    SetPrivacy: {
      since: '1.5',
      doc: 'Addresses that change. Only while not powered.',
      params: {
        privacy: 'Whether the address changes; `Limited` shows the identity while discoverable',
        identityResolvingKey: 'The key that the addresses are made with: those who have it recognise them',
      },
    },
    SetWidebandSpeech: {
      since: '1.16',
      doc: 'Only while not powered.',
      params: { widebandSpeech: 'Whether speech may be sent in better quality' },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof settingsCommands>>;

export const settingsEventWords = () =>
  ({
    NewSettings: { since: '1.0', doc: 'Settings changed: by another program, or by themselves.' },
  }) as const satisfies WordsOfEvents<ReturnType<typeof settingsEvents>>;
