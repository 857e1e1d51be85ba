import { NO_ADDRESS } from '../../ground/address.js';
import {
  beginLowEnergyAdvertising,
  endLowEnergyAdvertising,
  refreshClassic,
} from '../../procedures/advertising/effects.js';
import { updatePassiveScan } from '../../procedures/discovery/le-scan.js';
import { updateScan } from '../../procedures/visibility/scan.js';
import { announceSettings, settingsReply } from '../../procedures/identity/settings.js';
import type { RowsOf } from '../handler.js';
import { answer, queuePending, queueUnlisted } from './answers.js';

/** Low Energy and BR/EDR. */
export const technologyRows: RowsOf<'SetLowEnergy' | 'SetBREDR'> = {
  /** set_le in net/bluetooth/mgmt.c. */
  SetLowEnergy: (call, controller) => {
    const { lowEnergy } = call.params;
    const { flags, hardware, pending, traits } = controller;
    if (!traits.le) return call.status('NotSupported');
    if (typeof lowEnergy !== 'boolean') return call.status('InvalidParameters');
    // There would be nothing left.
    if (!flags.has('BREDR')) return lowEnergy ? answer(call, controller, false) : call.status('Rejected');

    if (!controller.isPowered || lowEnergy === hardware.lowEnergyHost) {
      let changed = flags.change('LowEnergy', lowEnergy);
      if (!lowEnergy && flags.change('Advertising', false)) changed = true;
      return answer(call, controller, changed);
    }
    if (pending.has('SetLowEnergy', 'SetAdvertising')) return call.status('Busy');

    queuePending(call, controller, {
      begin: () => {
        if (lowEnergy) flags.add('LowEnergy');
        else endLowEnergyAdvertising(controller);
      },
      run: () => {
        if (lowEnergy) flags.add('LowEnergy');
        // hci_cc_write_le_host_supported in hci_event.c. Without the flag the controller is not told.
        if (flags.has('LowEnergy')) hardware.lowEnergyHost = lowEnergy;
        if (lowEnergy) {
          beginLowEnergyAdvertising(controller);
          updatePassiveScan(controller);
        } else {
          flags.remove('LowEnergy', 'Advertising');
        }
        return undefined;
      },
      done: () => answer(call, controller, true),
    });
  },

  /** set_bredr in mgmt.c. */
  SetBREDR: (call, controller) => {
    const { bredr } = call.params;
    const { flags, traits } = controller;
    if (!traits.bredr || !traits.le) return call.status('NotSupported');
    if (!flags.has('LowEnergy')) return call.status('Rejected');
    if (typeof bredr !== 'boolean') return call.status('InvalidParameters');
    if (bredr === flags.has('BREDR')) return answer(call, controller, false);

    if (!controller.isPowered) {
      if (!bredr) flags.remove('Discoverable', 'SimplePairing', 'LinkSecurity', 'FastConnectable');
      flags.change('BREDR', bredr);
      return answer(call, controller, true);
    }
    // It may only be switched on, and only if that gives a controller that can exist: with one identity, the public address.
    if (!bredr || controller.staticAddress !== NO_ADDRESS || flags.has('SecureConnections')) {
      return call.status('Rejected');
    }
    queueUnlisted(call, controller, {
      run: () => {
        updateScan(controller);
        return refreshClassic(controller);
      },
      done: () => {
        call.complete(settingsReply(controller));
        announceSettings(controller, call.socket);
      },
      undo: () => flags.remove('BREDR'),
    });
    flags.add('BREDR');
  },
};
