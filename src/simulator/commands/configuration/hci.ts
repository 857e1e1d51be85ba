import { answers, respond } from '../../hardware/hci.js';
import type { Call } from '../../sockets/call.js';
import type { Controller } from '../../state/controller.js';
import { HCI_COMMAND_TIMEOUT, TIMED_OUT } from '../../state/work-queue.js';
import type { RowsOf } from '../handler.js';

type HciCommand = 'SendHCICommandAndWaitForEvent';

/** Who waits for this event in so many words gets all of it, with the head. Whatever else is waited for, it ends the command. */
const COMMAND_COMPLETE = 0x0e;
const LONGEST = 0xff;

export const hciRows: RowsOf<HciCommand> = {
  /** mgmt_hci_cmd_sync in net/bluetooth/mgmt.c. */
  SendHCICommandAndWaitForEvent: {
    length: 'variable',
    handle: (call, controller) => {
      const { opcode, parameters } = call.params;
      if (parameters.length > LONGEST) return call.status('InvalidParameters');
      if (!controller.isUp) return call.status('Failed');
      if (!answers(opcode)) return sendInVain(call, controller);
      const sent = parameters.slice();
      let { event } = call.params;
      controller.work.queue({
        begin: () => {
          event = controller.unanswered.event ?? event;
        },
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

/** No event comes: that is waited for as long as was asked for, in seconds, but no longer than the kernel gives a command. */
function sendInVain(call: Call<HciCommand>, { unanswered, work }: Controller): void {
  const { timeout } = call.params;
  let { event } = call.params;
  work.queue({
    duration: timeout === 0 ? HCI_COMMAND_TIMEOUT : Math.min(timeout * 1000, HCI_COMMAND_TIMEOUT),
    begin: () => {
      event = unanswered.event ?? event;
    },
    run: () => TIMED_OUT,
    done: (status) => {
      unanswered.keep(event);
      call.status(status);
    },
    cancelled: () => call.status('Failed'),
  });
}
