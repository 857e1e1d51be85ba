import type { DiagnosedController, Finding } from '../diagnosis.js';
import type { RfkillSwitch } from '../../rfkill.js';
import type { Examination } from '../examination.js';
import { finding } from '../finding.js';

/** What is wrong with the controllers. */

export function controllersOf({ management }: Examination): DiagnosedController[] {
  return (management?.controllers ?? []).map(({ index, information: { address, name, currentSettings } }) => ({
    index,
    address,
    name,
    powered: currentSettings.Powered,
  }));
}

const isBlocked = ({ soft, hard }: RfkillSwitch): boolean => soft || hard;

function missing({ failure, management, devices, switches, hasBluetooth }: Examination): Finding[] {
  const isReadable = management !== undefined || (hasBluetooth && failure !== undefined);
  const isThere =
    devices.length > 0 || (management?.controllers.length ?? 0) + (management?.unconfigured.length ?? 0) > 0;
  // A switch of the machine takes its adapter off the bus: that is told then.
  if (!isReadable || isThere || switches.some(isBlocked)) return [];
  return [
    finding(
      'NoController',
      'The kernel has no Bluetooth controller.',
      [
        'Is it plugged in, and is its driver loaded? lsusb; sudo dmesg | grep -i bluetooth',
        'Raspberry Pi: /boot/firmware/config.txt must not have dtoverlay=disable-bt, and the service hciuart or the driver hci_uart must run.',
        'A virtual machine needs the USB adapter passed through.',
      ],
      {},
    ),
  ];
}

function blocked({ switches }: Examination, addressOf: (index: number) => string | null): Finding[] {
  return switches.filter(isBlocked).map(({ id: rfkill, index, soft, hard }) => {
    const who = index === null ? 'The Bluetooth of this machine' : `hci${index}`;
    const how = hard ? (soft ? 'by a switch and by software' : 'by a switch') : 'by software';
    return finding(
      'RfkillBlocked',
      `${who} is blocked ${how} (rfkill ${rfkill}): switching it on fails with "Failed".`,
      [
        ...(hard
          ? ['A program can not undo it: look for a switch or key of the machine, or a setting of its firmware.']
          : []),
        ...(soft
          ? [
              `sudo rfkill unblock ${rfkill}, or without that program: echo 0 | sudo tee /sys/class/rfkill/rfkill${rfkill}/soft`,
            ]
          : []),
      ],
      { index, address: index === null ? null : addressOf(index), rfkill, soft, hard },
    );
  });
}

function hidden({ hidden, programs }: Examination): Finding[] {
  return hidden.map(({ index, isUp }) => {
    if (isUp !== true) {
      return finding(
        'NotSetUp',
        `hci${index} is there, but the kernel has not set it up: it does so now, or has failed.`,
        [
          'Look again in ten seconds. Then see why: sudo dmesg | grep -i -e bluetooth -e firmware. Most often the file with its firmware is missing.',
        ],
        { index, address: null },
      );
    }
    const who = programs.map(({ pid, name }) => `${name} (pid ${pid})`).join(', ');
    return finding(
      'UserChannel',
      `Another program has taken hci${index} for itself (the HCI user channel), so that no other program can use it.` +
        (who === '' ? '' : ` Programs with HCI sockets: ${who}.`),
      [
        'End that program, or let it use another adapter.',
        ...(who === '' ? ['Root sees which programs have HCI sockets: sudo npx rx-btmgmt doctor'] : []),
      ],
      { index, address: null, programs },
    );
  });
}

function unconfigured({ management }: Examination): Finding[] {
  return (management?.unconfigured ?? []).map(({ index, missingOptions }) => {
    const advice = [
      ...(missingOptions.PublicAddress
        ? [
            `It has no address: mgmt.command$('SetPublicAddress', ${index}, 'AA:BB:CC:DD:EE:FF') with one that belongs to you.`,
          ]
        : []),
      ...(missingOptions.ExternallyConfigured
        ? [`It waits for its vendor's program; then mgmt.command$('SetExternalConfiguration', ${index}, true).`]
        : []),
    ];
    return finding('Unconfigured', `hci${index} lacks something before it can be used.`, advice, {
      index,
      address: null,
      missingOptions,
    });
  });
}

function usable({ management, switches }: Examination): Finding[] {
  return (management?.controllers ?? []).flatMap(({ index, information, isDiscoveryStuck }) => {
    const { address, currentSettings, supportedSettings } = information;
    const isSilent = switches.some((radio) => radio.index === index && isBlocked(radio));
    return [
      ...(isDiscoveryStuck
        ? [
            finding(
              'DiscoveryStuck',
              `hci${index} starts no discovery any more, and answers Busy although none runs: a fault of Linux, after the controller was switched off while the system slept.`,
              [
                'Switching off and on does not help. Plug the adapter in again, load its driver again, or let the system sleep and wake up while the controller is on.',
                'A program does it with recover(controller, linuxRecovery()).',
              ],
              { index, address },
            ),
          ]
        : []),
      ...(!currentSettings.Powered && !isSilent
        ? [
            finding(
              'PoweredOff',
              `hci${index} is switched off.`,
              [`mgmt.command$('SetPowered', ${index}, true), or keep(controller, { Powered: true }) for good`],
              { index, address },
            ),
          ]
        : []),
      ...(supportedSettings.LowEnergy && !currentSettings.LowEnergy
        ? [
            finding(
              'LowEnergyOff',
              `Low Energy is switched off on hci${index}: it finds no such devices, and commands about LE are Rejected.`,
              [`mgmt.command$('SetLowEnergy', ${index}, true)`],
              { index, address },
            ),
          ]
        : []),
    ];
  });
}

export function controllerRules(examination: Examination): Finding[] {
  const addresses = new Map(controllersOf(examination).map(({ index, address }) => [index, address]));
  return [
    ...missing(examination),
    ...blocked(examination, (index) => addresses.get(index) ?? null),
    ...[hidden, unconfigured, usable].flatMap((rule) => rule(examination)),
  ];
}
