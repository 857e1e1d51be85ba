import { respond } from '../../controller/hci.js';
import type { HandlersOf } from '../../handler.js';

/** Command Complete; 0 means that, or Command Status. Nothing else comes from this controller. */
const COMMAND_COMPLETE = 0x0e;
/** HCI_CMD_TIMEOUT in include/net/bluetooth/hci.h, in milliseconds. */
const TIMEOUT = 2000;
const LONGEST = 0xff;

export const hciHandlers: HandlersOf<'SendHCICommandAndWaitForEvent'> = {
  /** mgmt_hci_cmd_sync in net/bluetooth/mgmt.c. */
  SendHCICommandAndWaitForEvent: (call, controller) => {
    const { opcode, event, timeout, parameters } = call.params;
    if (parameters.length > LONGEST) return call.status('InvalidParameters');
    if (!controller.isUp) return call.status('Failed');
    const isAnswered = event === 0 || event === COMMAND_COMPLETE;
    controller.work.queue({
      ...(isAnswered ? {} : { duration: timeout === 0 ? TIMEOUT : timeout * 1000 }),
      done: (status) => {
        // ETIMEDOUT is made into this status (mgmt_errno_status), any error of HCI into Failed.
        if (!isAnswered) return call.status('AuthenticationFailed');
        const response = status === 'Success' ? respond(controller, opcode) : undefined;
        if (response === undefined) return call.status('Failed');
        call.complete({ response });
      },
    });
  },
};
