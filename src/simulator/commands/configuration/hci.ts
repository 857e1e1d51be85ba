import { respond } from '../../hardware/hci.js';
import type { RowsOf } from '../handler.js';

/** Who waits for this event in so many words gets all of it, with the head. Whatever else is waited for, it ends the command. */
const COMMAND_COMPLETE = 0x0e;
const LONGEST = 0xff;

export const hciRows: RowsOf<'SendHCICommandAndWaitForEvent'> = {
  /** mgmt_hci_cmd_sync in net/bluetooth/mgmt.c. */
  SendHCICommandAndWaitForEvent: {
    length: 'variable',
    handle: (call, controller) => {
      const { opcode, event, parameters } = call.params;
      if (parameters.length > LONGEST) return call.status('InvalidParameters');
      if (!controller.isUp) return call.status('Failed');
      const sent = parameters.slice();
      controller.work.queue({
        done: (status) => {
          const response = status === 'Success' ? respond(controller, opcode, sent) : undefined;
          if (response === undefined) return call.status('Failed');
          // It may send one more command, and this is the one that it has done.
          const head = event === COMMAND_COMPLETE ? [1, opcode & 0xff, opcode >> 8] : [];
          call.complete({ response: Uint8Array.of(...head, ...response) });
        },
        cancelled: () => call.status('Failed'),
      });
    },
  },
};
