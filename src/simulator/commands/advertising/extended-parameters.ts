import type { Status } from '../../../protocol/enums/status.js';
import { areValid } from '../../procedures/advertising/flags.js';
import { NO_PREFERENCE } from '../../state/instances.js';
import { roomFor } from '../../procedures/advertising/room.js';
import type { Handler } from '../handler.js';

/** add_ext_adv_params in net/bluetooth/mgmt.c: nobody is told of the instance before it has data. */
export const addExtendedParameters: Handler<'AddExtendedAdvertisingParameters'> = (call, controller) => {
  const { advertising, pending, work } = controller;
  const { instance, flags } = call.params;
  const { instances, extended } = advertising;
  const fault = controller.lowEnergyFault;
  if (fault !== undefined) return call.status(fault);
  if (instance < 1 || instance > instances.limit || !areValid(controller, flags)) {
    return call.status('InvalidParameters');
  }
  if (!controller.isPowered) return call.status('Rejected');
  if (pending.has('SetLowEnergy')) return call.status('Busy');

  const { timeout, duration, minInterval, maxInterval, txPower } = call.params;
  const put = advertising.put({
    instance,
    flags,
    timeout: flags.ParamTimeout ? timeout : 0,
    duration: flags.ParamDuration ? duration : advertising.rotation,
    txPower: flags.ParamTxPower ? txPower : NO_PREFERENCE,
    minInterval: flags.ParamIntervals ? minInterval : advertising.minInterval,
    maxInterval: flags.ParamIntervals ? maxInterval : advertising.maxInterval,
  });
  if (put === undefined) return call.status('Failed');

  const complete = (power: number): void =>
    call.complete({
      instance,
      txPower: power,
      maxAdvDataLen: roomFor(controller, flags, 'advertisement'),
      maxScanRspLen: roomFor(controller, flags, 'scanResponse'),
    });
  if (extended === undefined) return complete(NO_PREFERENCE);
  const done = (status: Status): void => {
    // If it has gone meanwhile, there is no answer (add_ext_adv_params_complete).
    const found = instances.find(instance);
    if (found === undefined) return;
    if (status === 'Success') return complete(found.txPower);
    if (found.pending) advertising.forgetQuietly(instance);
    else advertising.forget(instance, call.socket);
    call.status(status);
  };
  work.queue({ run: () => extended.setUp(instance), done, cancelled: () => done('Failed') });
};
