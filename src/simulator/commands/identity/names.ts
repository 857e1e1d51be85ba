import { DeviceIdSource } from '../../../protocol/enums/controller.js';
import { refreshAppearance, refreshName } from '../../procedures/advertising/effects.js';
import { decodeText, encodeText } from '../../../protocol/text.js';
import { announceInformation } from '../../procedures/identity/extended-information.js';
import { updateInquiryResponse } from '../../procedures/identity/inquiry-response.js';
import { writeName } from '../../procedures/identity/name.js';
import type { RowsOf } from '../handler.js';
import { isIdentityBusy } from './busy.js';

/** The kernel keeps that many bytes (HCI_MAX_NAME_LENGTH and HCI_MAX_SHORT_NAME_LENGTH in include/net/bluetooth). */
const NAME_LENGTH = 248;
const SHORT_NAME_LENGTH = 10;

const kept = (text: string, length: number): string => {
  const bytes = encodeText(text);
  return bytes.length <= length ? text : decodeText(bytes.subarray(0, length));
};

/** What it is called, what it looks like, and who made it. */
export const nameRows: RowsOf<'SetLocalName' | 'SetAppearance' | 'SetDeviceID'> = {
  /** set_local_name in net/bluetooth/mgmt.c. The answer is what was sent. */
  SetLocalName: (call, controller) => {
    const { pending, work } = controller;
    const name = kept(call.params.name, NAME_LENGTH);
    const shortName = kept(call.params.shortName, SHORT_NAME_LENGTH);
    if (name === controller.name && shortName === controller.shortName) return call.complete(call.params);
    if (controller.isPowered && isIdentityBusy(controller)) return call.status('Busy');

    controller.shortName = shortName;
    controller.name = name;
    if (!controller.isPowered) {
      call.complete(call.params);
      controller.emit({ event: 'LocalNameChanged', ...call.params }, call.socket);
      announceInformation(controller, call.socket);
      return;
    }
    const waiting = pending.add(call);
    work.queue({
      owner: waiting,
      run: () => {
        if (!pending.includes(waiting)) return undefined;
        // Only BR/EDR has a name that is told to the controller, and only then is there an event.
        if (controller.traits.bredr) {
          writeName(controller, call.socket);
          updateInquiryResponse(controller);
        }
        refreshName(controller);
        return undefined;
      },
      done: (status) => {
        if (!pending.remove(waiting)) return;
        if (status === 'Success') call.complete(call.params);
        else call.status(status);
      },
    });
  },

  /** set_appearance in mgmt.c. */
  SetAppearance: (call, controller) => {
    const { appearance } = call.params;
    if (!controller.traits.le) return call.status('NotSupported');
    if (appearance !== controller.appearance) {
      controller.appearance = appearance;
      if (controller.isPowered) refreshAppearance(controller);
      announceInformation(controller, call.socket);
    }
    call.complete({});
  },

  /** set_device_id in mgmt.c. */
  SetDeviceID: (call, controller) => {
    const { source, ...rest } = call.params;
    if (typeof source === 'number') return call.status('InvalidParameters');
    controller.identity.deviceId = { source: DeviceIdSource[source], ...rest };
    call.complete({});
    if (controller.isUp) controller.work.queue({ done: () => updateInquiryResponse(controller) });
  },
};
