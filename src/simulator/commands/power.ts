import type { Status } from '../../protocol/enums/status.js';
import type { RowsOf } from './handler.js';
import { powerOff, powerOn } from '../procedures/power/power.js';
import { announceSettings, settingsReply } from '../procedures/identity/settings.js';

export const powerRows: RowsOf<'SetPowered'> = {
  /** set_powered in net/bluetooth/mgmt.c. */
  SetPowered: (call, controller) => {
    const { powered } = call.params;
    const { pending, flags, work } = controller;
    if (typeof powered !== 'boolean') return call.status('InvalidParameters');
    if (!powered && flags.has('PoweringDown') && controller.world.isAtLeast('6.12')) return call.status('Busy');
    if (pending.has('SetPowered')) return call.status('Busy');
    if (powered === controller.isPowered) return call.complete(settingsReply(controller));

    const waiting = pending.add(call);
    if (powered) {
      let finish: (() => Status) | undefined;
      work.submit({
        begin: () => {
          finish = powerOn(controller);
        },
        run: () => finish?.(),
        done: (status) => {
          if (!pending.remove(waiting)) return;
          if (status !== 'Success') return call.status(status);
          call.complete(settingsReply(controller));
          announceSettings(controller, call.socket);
        },
      });
    } else {
      // Whatever the controller is doing gives way.
      flags.add('PoweringDown');
      work.interrupt();
      work.submit({ done: () => powerOff(controller) });
    }
  },
};
