import { areSupported, supportedFlags } from '../../state/advertising-flags.js';
import { maxLength } from '../../procedures/advertising/max-length.js';
import { roomFor } from '../../procedures/advertising/room.js';
import { caughtUp } from '../../procedures/advertising/instances.js';
import type { Handler } from '../handler.js';

/** read_adv_features in net/bluetooth/mgmt.c. */
export const readFeatures: Handler<'ReadAdvertisingFeatures'> = (call, controller) => {
  if (!controller.traits.le) return call.status('Rejected');
  const { instances } = caughtUp(controller);
  const length = maxLength(controller);
  call.complete({
    supportedFlags: supportedFlags(controller),
    maxAdvDataLen: length,
    maxScanRspLen: length,
    maxInstances: instances.limit,
    // To leave out those of mesh packets the kernel holds the number against how many there are, not how many there can be.
    instances: [...instances].map(({ instance }) => instance).filter((instance) => instance <= instances.count),
  });
};

/** get_adv_size_info in mgmt.c. */
export const getSizeInformation: Handler<'GetAdvertisingSizeInformation'> = (call, controller) => {
  if (!controller.traits.le) return call.status('Rejected');
  const { instance, flags } = call.params;
  const { limit } = caughtUp(controller).instances;
  if (instance < 1 || instance > limit || !areSupported(controller, flags)) return call.status('InvalidParameters');
  call.complete({
    instance,
    flags,
    maxAdvDataLen: roomFor(controller, flags, 'advertisement'),
    maxScanRspLen: roomFor(controller, flags, 'scanResponse'),
  });
};
