import type { Status } from '../../../protocol/enums/status.js';
import type { Controller } from '../../state/controller.js';
import { schedule, updateData, updateScanResponse } from '../../procedures/advertising/advertising.js';
import { enableInstance } from '../../procedures/advertising/extended-advertiser.js';
import { caughtUp, forgetQuietly, setInstanceData } from '../../procedures/advertising/instances.js';
import type { Handler } from '../handler.js';
import { isItsTurn, isValid, settle } from './instances.js';

/** add_ext_adv_data in net/bluetooth/mgmt.c. What is refused ends the instance, even one that is advertised; no event tells so. */
export const addExtendedData: Handler<'AddExtendedAdvertisingData'> = (call, controller) => {
  const { pending, flags, work } = controller;
  const advertising = caughtUp(controller);
  const { instance, advData, scanRsp } = call.params;
  const found = advertising.instances.find(instance);
  if (found === undefined) return call.status('InvalidParameters');
  const refuse = (status: Status): void => {
    forgetQuietly(controller, instance);
    call.status(status);
  };
  if (!controller.isPowered) return refuse('Rejected');
  if (pending.has('SetLowEnergy')) return refuse('Busy');
  if (!isValid(controller, found.flags, call.params)) return refuse('InvalidParameters');

  setInstanceData(controller, found, advData, scanRsp);
  const isDue = isItsTurn(controller, instance);
  const announce = (): void => {
    if (found.pending) controller.emit({ event: 'AdvertisingAdded', instance }, call.socket);
  };
  if (flags.has('Advertising') || !isDue) {
    announce();
    found.pending = false;
    return call.complete({ instance });
  }
  const done = (status: Status): void => {
    settle(controller, status, call.socket);
    if (status === 'Success') call.complete({ instance });
    else call.status(status);
  };
  work.queue({ run: () => advertise(controller, instance), done, cancelled: () => done('Failed') });
  announce();
};

/** add_ext_adv_data_sync in mgmt.c: with extended advertising the controller has got the parameters already. */
function advertise(controller: Controller, instance: number): Status {
  caughtUp(controller);
  if (!controller.traits.extendedAdvertising) return schedule(controller, instance, true);
  for (const step of [updateData, updateScanResponse, enableInstance]) {
    const status = step(controller, instance);
    if (status !== 'Success') return status;
  }
  return 'Success';
}
