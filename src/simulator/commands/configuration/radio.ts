import { LE_PHYS } from '../../hardware/phys.js';
import type { Controller } from '../../state/controller.js';
import type { Socket } from '../../sockets/socket.js';
import type { RowsOf } from '../handler.js';

/** Of the transmitter, in dBm, as BlueZ's virtual controllers have it. */
const TX_POWER_RANGE = { min: -34, max: 7 };
const LONGEST_LE_KEY = 16;

/** The parameter as a number: the handler calculates with it. */
const maskOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);

/** mgmt_phy_configuration_changed in net/bluetooth/mgmt.c. */
const announcePhys = (controller: Controller, skip: Socket): void =>
  controller.emit({ event: 'PHYConfigurationChanged', selectedPhys: controller.phys.selected }, skip);

/** What the radio can do. */
export const radioRows: RowsOf<'GetPHYConfiguration' | 'SetPHYConfiguration' | 'ReadControllerCapabilities'> = {
  /** get_phy_configuration in net/bluetooth/mgmt.c. */
  GetPHYConfiguration: (call, { phys: { configurable, selected, supported } }) =>
    call.complete({ supportedPhys: supported, configurablePhys: configurable, selectedPhys: selected }),

  /** set_phy_configuration in mgmt.c. What is of BR/EDR holds at once, LE has to be told. */
  SetPHYConfiguration: (call, controller) => {
    const { world, pending, phys: modes } = controller;
    const wanted = maskOf(call.bytes);
    const fixed = modes.supported & ~modes.configurable;
    if ((wanted & ~modes.supported) !== 0 || (wanted & fixed) !== fixed) return call.status('InvalidParameters');
    if (wanted === modes.selected) return call.complete({});
    if (!controller.isPowered) return call.status('Rejected');

    if (pending.has('SetPHYConfiguration')) return call.status('Busy');
    const before = modes.selected;
    modes.selected = (wanted & ~LE_PHYS) | (before & LE_PHYS);
    if (wanted === modes.selected) {
      announcePhys(controller, call.socket);
      return call.complete({});
    }
    // Since 6.12 it is not on the list any more.
    const waiting = world.isAtLeast('6.12') ? undefined : pending.add(call);
    controller.work.queue({
      run: () => {
        modes.selected = (modes.selected & ~LE_PHYS) | (wanted & LE_PHYS);
        return undefined;
      },
      done: (status) => {
        if (waiting !== undefined && !pending.remove(waiting)) return;
        if (status !== 'Success') return call.status(status);
        call.complete({});
        announcePhys(controller, call.socket);
      },
      ...(waiting === undefined ? { cancelled: () => call.status('Failed') } : {}),
    });
  },

  /** read_controller_cap in mgmt.c. */
  ReadControllerCapabilities: {
    isForUntrusted: true,
    handle: (call, { traits }) =>
      call.complete({
        capabilitiesData: [
          {
            type: 'SecurityFlags',
            value: {
              RemotePublicKeyValidationBredr: false,
              RemotePublicKeyValidationLe: true,
              EncryptionKeySizeEnforcementBredr: traits.bredr,
              EncryptionKeySizeEnforcementLe: true,
            },
          },
          { type: 'MaxEncryptionKeySizeLe', value: LONGEST_LE_KEY },
          ...(traits.extendedAdvertising ? [{ type: 'LeTxPowerRange', value: TX_POWER_RANGE } as const] : []),
        ],
      }),
  },
};
