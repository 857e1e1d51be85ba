import { extendedInformation } from '../../procedures/identity/extended-information.js';
import type { Controller } from '../../state/controller.js';
import { currentSettings, supportedSettings } from '../../procedures/identity/settings.js';
import type { RowsOf } from '../handler.js';

const common = (controller: Controller) => ({
  address: controller.address,
  bluetoothVersion: controller.traits.bluetoothVersion,
  manufacturer: controller.traits.manufacturer,
  supportedSettings: supportedSettings(controller),
  currentSettings: currentSettings(controller),
});

/** What a controller is. */
export const informationRows: RowsOf<'ReadControllerInformation' | 'ReadExtendedControllerInformation'> = {
  /** read_controller_info in net/bluetooth/mgmt.c. */
  ReadControllerInformation: {
    isForUntrusted: true,
    handle: (call, controller) => {
      const { classOfDevice, name, shortName } = controller;
      call.complete({ ...common(controller), classOfDevice, name, shortName });
    },
  },

  /** read_ext_controller_info in mgmt.c: from now on one event tells this socket of all that it says in EIR. */
  ReadExtendedControllerInformation: {
    isForUntrusted: true,
    handle: (call, controller) => {
      const { groups } = call.socket;
      groups.add('extendedInformation');
      groups.delete('class');
      groups.delete('name');
      call.complete({ ...common(controller), eirData: extendedInformation(controller) });
    },
  },
};
