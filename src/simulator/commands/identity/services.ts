import type { CommandName } from '../../../protocol/tables.js';
import type { Call } from '../../sockets/call.js';
import { updateClass } from '../../procedures/identity/class-of-device.js';
import type { Controller } from '../../state/controller.js';
import { updateInquiryResponse } from '../../procedures/identity/inquiry-response.js';
import { endServiceCache, startServiceCache } from '../../procedures/identity/service-cache.js';
import type { RowsOf } from '../handler.js';
import { isIdentityBusy } from './busy.js';

const ALL = '00000000-0000-0000-0000-000000000000';
/** Bits that are not its own: the services, and the format of the class. */
const NOT_MAJOR = 0xe0;
const NOT_MINOR = 0x03;

type ClassCommand = Extract<CommandName, 'AddUUID' | 'RemoveUUID' | 'SetDeviceClass'>;

/** The answer of these commands is the class that the controller has then, whatever their status (mgmt_class_complete). */
const answerClass = (call: Pick<Call<ClassCommand>, 'complete'>, { classOfDevice }: Controller): void =>
  call.complete({ classOfDevice });

/** Brings class and inquiry response up to date. That is asked of a controller that is off, too: then nothing is written before it is on. */
function show(call: Pick<Call<ClassCommand>, 'complete'>, controller: Controller, first?: () => void): void {
  controller.work.submit({
    done: () => {
      first?.();
      updateClass(controller);
      updateInquiryResponse(controller);
      answerClass(call, controller);
    },
    cancelled: () => call.complete({ classOfDevice: controller.classOfDevice }, 'Failed'),
  });
}

/** The services that a controller announces, and its class of device. */
export const serviceRows: RowsOf<ClassCommand> = {
  /** add_uuid in net/bluetooth/mgmt.c. It may be there already. */
  AddUUID: (call, controller) => {
    const { uuid, svcHint: hint } = call.params;
    const { identity } = controller;
    if (isIdentityBusy(controller)) return call.status('Busy');
    identity.services = [...identity.services, { uuid, hint }];
    show(call, controller);
  },

  /** remove_uuid in mgmt.c. Who removes all is about to add others: that is waited for. */
  RemoveUUID: (call, controller) => {
    const { uuid } = call.params;
    const { identity } = controller;
    if (isIdentityBusy(controller)) return call.status('Busy');
    if (uuid === ALL) {
      identity.services = [];
      return startServiceCache(controller) ? answerClass(call, controller) : show(call, controller);
    }
    const left = identity.services.filter((service) => service.uuid !== uuid);
    if (left.length === identity.services.length) return call.status('InvalidParameters');
    identity.services = left;
    show(call, controller);
  },

  /** set_dev_class in mgmt.c. */
  SetDeviceClass: (call, controller) => {
    const { majorClass, minorClass } = call.params;
    const { identity } = controller;
    if (!controller.traits.bredr) return call.status('NotSupported');
    if (isIdentityBusy(controller)) return call.status('Busy');
    if ((majorClass & NOT_MAJOR) !== 0 || (minorClass & NOT_MINOR) !== 0) return call.status('InvalidParameters');
    Object.assign(identity, { majorClass, minorClass });
    if (!controller.isPowered) return answerClass(call, controller);
    show(call, controller, () => endServiceCache(controller));
  },
};
