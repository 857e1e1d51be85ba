import { updateConnectable } from '../../controller/scan.js';
import type { HandlersOf } from '../../handler.js';
import { answer, queuePending } from './answers.js';

/** Who may find it and connect to it. */
export const visibilityHandlers: HandlersOf<'SetConnectable'> = {
  /** set_connectable in net/bluetooth/mgmt.c. */
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
    if (connectable) flags.add('Connectable');
    else flags.remove('Connectable', 'Discoverable', 'LimitedDiscoverable');
    queuePending(call, controller, {
      run: () => {
        updateConnectable(controller);
        return undefined;
      },
      done: () => answer(call, controller, true),
    });
  },
};
