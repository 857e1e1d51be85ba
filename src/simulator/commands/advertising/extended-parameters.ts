import type { Status } from '../../../protocol/enums/status.js';
import { areValid } from '../../state/advertising-flags.js';
import { NO_PREFERENCE } from '../../state/instances.js';
import { roomFor } from '../../procedures/advertising/room.js';
import { setUp } from '../../procedures/advertising/extended-advertiser.js';
import {
  caughtUp,
  forget,
  forgetQuietly,
  maxInterval,
  minInterval,
  putInstance,
  rotation,
} from '../../procedures/advertising/instances.js';
import type { Handler } from '../handler.js';

/** add_ext_adv_params in net/bluetooth/mgmt.c: no event tells of the instance before it has data. */
export const addExtendedParameters: Handler<'AddExtendedAdvertisingParameters'> = (call, controller) => {
  const { pending, traits, work } = controller;
  const { instance, flags } = call.params;
  const { instances } = caughtUp(controller);
  const fault = controller.lowEnergyFault;
  if (fault !== undefined) return call.status(fault);
  if (instance < 1 || instance > instances.limit || !areValid(controller, flags)) {
    return call.status('InvalidParameters');
  }
  if (!controller.isPowered) return call.status('Rejected');
  if (pending.has('SetLowEnergy')) return call.status('Busy');

  const { timeout, duration, txPower, ...intervals } = call.params;
  const put = putInstance(controller, {
    instance,
    flags,
    timeout: flags.ParamTimeout ? timeout : 0,
    duration: flags.ParamDuration ? duration : rotation(controller),
    txPower: flags.ParamTxPower ? txPower : NO_PREFERENCE,
    minInterval: flags.ParamIntervals ? intervals.minInterval : minInterval(controller),
    maxInterval: flags.ParamIntervals ? intervals.maxInterval : maxInterval(controller),
  });
  if (put === undefined) return call.status('Failed');

  const complete = (power: number): void =>
    call.complete({
      instance,
      txPower: power,
      maxAdvDataLen: roomFor(controller, flags, 'advertisement'),
      maxScanRspLen: roomFor(controller, flags, 'scanResponse'),
    });
  if (!traits.extendedAdvertising) return complete(NO_PREFERENCE);
  const done = (status: Status): void => {
    // If it has gone meanwhile, there is no answer (add_ext_adv_params_complete).
    const found = instances.find(instance);
    if (found === undefined) return;
    if (status === 'Success') return complete(found.txPower);
    if (found.pending) forgetQuietly(controller, instance);
    else forget(controller, instance, call.socket);
    call.status(status);
  };
  work.queue({ run: () => setUp(controller, instance), done, cancelled: () => done('Failed') });
};
