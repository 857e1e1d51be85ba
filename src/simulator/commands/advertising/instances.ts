import type { Status } from '../../../protocol/enums/status.js';
import { areValid } from '../../state/advertising-flags.js';
import { removeInstance, schedule } from '../../procedures/advertising/advertising.js';
import {
  cancelTurn,
  caughtUp,
  forget,
  maxInterval,
  minInterval,
  putInstance,
} from '../../procedures/advertising/instances.js';
import { isValidData } from '../../procedures/advertising/room.js';
import type { Controller } from '../../state/controller.js';
import { SendRefused } from '../../ground/errno.js';
import type { Handler } from '../handler.js';
import type { Socket } from '../../sockets/socket.js';

/** add_advertising in net/bluetooth/mgmt.c. */
export const addAdvertising: Handler<'AddAdvertising'> = (call, controller) => {
  const { pending, flags, work } = controller;
  const { instance, flags: wanted, duration, timeout, advData, scanRsp } = call.params;
  const { instances } = caughtUp(controller);
  const fault = controller.lowEnergyFault;
  if (fault !== undefined) return call.status(fault);
  if (instance < 1 || instance > instances.limit || !areValid(controller, wanted)) {
    return call.status('InvalidParameters');
  }
  if (timeout > 0 && !controller.isPowered) return call.status('Rejected');
  if (pending.has('SetLowEnergy')) return call.status('Busy');
  if (!isValid(controller, wanted, call.params)) return call.status('InvalidParameters');

  const intervals = { minInterval: minInterval(controller), maxInterval: maxInterval(controller) };
  const before = instances.count;
  const request = { instance, flags: wanted, data: advData, scanResponse: scanRsp, timeout, duration };
  if (putInstance(controller, { ...request, ...intervals }) === undefined) return call.status('Failed');
  if (instances.count > before) controller.emit({ event: 'AdvertisingAdded', instance }, call.socket);

  const isDue = isItsTurn(controller, instance);
  if (!controller.isPowered || flags.has('Advertising') || !isDue) return call.complete({ instance });
  const done = (status: Status): void => {
    if (status === 'Success') call.complete({ instance });
    else call.status(status);
    settle(controller, status, call.socket);
  };
  work.queue({ run: () => schedule(controller, instance, true), done, cancelled: () => done('Failed') });
};

/** Whether both data may be advertised with these flags. */
export const isValid = (
  controller: Controller,
  flags: Parameters<typeof isValidData>[1],
  { advData, scanRsp }: { readonly advData: Uint8Array; readonly scanRsp: Uint8Array },
): boolean =>
  isValidData(controller, flags, advData, 'advertisement') && isValidData(controller, flags, scanRsp, 'scanResponse');

/** Whether the hardware has to be told of an instance now: it is being advertised, or no instance has a turn. */
export function isItsTurn(controller: Controller, instance: number): boolean {
  const advertising = caughtUp(controller);
  if (advertising.current !== instance) return !advertising.hasTurn;
  cancelTurn(controller);
  return advertising.instances.after(instance) !== undefined;
}

/** What is new stays, or is removed if it could not be advertised (add_adv_complete in mgmt.c). */
export function settle(controller: Controller, status: Status, skip: Socket): void {
  for (const instance of caughtUp(controller).instances) {
    if (!instance.pending) continue;
    if (status === 'Success') instance.pending = false;
    else forget(controller, instance.instance, skip);
  }
}

/** remove_advertising in mgmt.c. */
export const removeAdvertising: Handler<'RemoveAdvertising'> = (call, controller) => {
  const { pending, work } = controller;
  const { instances } = caughtUp(controller);
  const { instance } = call.params;
  if (instance !== 0 && instances.find(instance) === undefined) return call.status('InvalidParameters');
  if (pending.has('SetLowEnergy')) return call.status('Busy');
  if (instances.count === 0) return call.status('InvalidParameters');
  if (!controller.isUp) throw new SendRefused('ENETDOWN');
  const done = (status: Status): void => {
    if (status === 'Success') call.complete({ instance });
    else call.status(status);
  };
  // If the controller goes down meanwhile, one without sets of its own is not needed for it.
  work.submit({ run: () => removeInstance(controller, instance, call.socket), done, cancelled: () => done('Failed') });
};
