import { DiscoverableMode } from '../../../protocol/enums/modes.js';
import { updateConnectable, updateDiscoverable } from '../../procedures/visibility/scan.js';
import { caughtUp } from '../../procedures/advertising/instances.js';
import {
  prepareDiscoverable,
  startDiscoverable,
  stopDiscoverable,
} from '../../procedures/visibility/discoverability.js';
import type { RowsOf } from '../handler.js';
import { answer, queuePending, queueUnlisted } from './answers.js';

/** Bluetooth 1.2, the first with interlaced page scans (BLUETOOTH_VER_1_2 in hci.h). */
const VERSION_1_2 = 2;

/** Who may find it and connect to it. */
export const visibilityRows: RowsOf<'SetDiscoverable' | 'SetConnectable' | 'SetFastConnectable' | 'SetBondable'> = {
  /** set_discoverable in net/bluetooth/mgmt.c. */
  SetDiscoverable: (call, controller) => {
    const { discoverable: mode, timeout } = call.params;
    const { flags, pending } = controller;
    const advertising = caughtUp(controller);
    if (!flags.has('LowEnergy') && !flags.has('BREDR')) return call.status('Rejected');
    if (typeof mode === 'number') return call.status('InvalidParameters');
    // Off needs no time, limited needs one.
    if ((mode === 'Off' && timeout > 0) || (mode === 'Limited' && timeout === 0))
      return call.status('InvalidParameters');
    if (!controller.isPowered && timeout > 0) return call.status('NotPowered');
    if (pending.has('SetDiscoverable', 'SetConnectable')) return call.status('Busy');
    if (!flags.has('Connectable')) return call.status('Rejected');
    if (advertising.isPaused) return call.status('Busy');

    const on = DiscoverableMode[mode] !== 0;
    const limited = mode === 'Limited';
    if (!controller.isPowered) return answer(call, controller, flags.change('Discoverable', on));

    prepareDiscoverable(controller, timeout);
    if (on === flags.has('Discoverable') && limited === flags.has('LimitedDiscoverable')) {
      startDiscoverable(controller);
      return answer(call, controller, false);
    }
    flags.change('Discoverable', on);
    flags.change('LimitedDiscoverable', limited);
    queuePending(call, controller, {
      run: () => updateDiscoverable(controller),
      done: () => {
        startDiscoverable(controller);
        answer(call, controller, true);
      },
      undo: () => flags.remove('LimitedDiscoverable'),
    });
  },

  /** set_connectable in mgmt.c. */
  SetConnectable: (call, controller) => {
    const { connectable } = call.params;
    const { flags, pending } = controller;
    if (!flags.has('LowEnergy') && !flags.has('BREDR')) return call.status('Rejected');
    if (typeof connectable !== 'boolean') return call.status('InvalidParameters');

    if (!controller.isPowered) {
      if (!connectable) flags.remove('Discoverable');
      return answer(call, controller, flags.change('Connectable', connectable));
    }
    if (pending.has('SetDiscoverable', 'SetConnectable')) return call.status('Busy');
    if (connectable) {
      flags.add('Connectable');
    } else {
      stopDiscoverable(controller);
      flags.remove('Connectable', 'Discoverable', 'LimitedDiscoverable');
    }
    queuePending(call, controller, {
      run: () => updateConnectable(controller),
      done: () => answer(call, controller, true),
    });
  },

  /** set_fast_connectable in mgmt.c. */
  SetFastConnectable: (call, controller) => {
    const { enable } = call.params;
    const { flags, traits } = controller;
    if (!flags.has('BREDR') || traits.bluetoothVersion < VERSION_1_2) return call.status('NotSupported');
    if (typeof enable !== 'boolean') return call.status('InvalidParameters');
    if (enable === flags.has('FastConnectable')) return answer(call, controller, false);
    if (!controller.isPowered) return answer(call, controller, flags.change('FastConnectable', enable));
    queueUnlisted(call, controller, {
      done: () => {
        flags.change('FastConnectable', enable);
        answer(call, controller, true);
      },
    });
  },

  /** set_bondable in mgmt.c. */
  SetBondable: (call, controller) => {
    const { bondable } = call.params;
    const { flags } = controller;
    if (typeof bondable !== 'boolean') return call.status('InvalidParameters');
    const changed = flags.change('Bondable', bondable);
    answer(call, controller, changed);
    // hci_update_discoverable in hci_sync.c: with limited privacy the address depends on it.
    if (changed && controller.isPowered && flags.has('LimitedPrivacy') && flags.has('Discoverable')) {
      controller.work.queue({ done: () => updateDiscoverable(controller) });
    }
  },
};
