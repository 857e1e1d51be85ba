import type { Handler } from '../handler.js';
import { isPeer, peerOf } from '../../ground/peer.js';

/** block_device in net/bluetooth/mgmt.c. */
export const blockDevice: Handler<'BlockDevice'> = (call, controller) => {
  const { params } = call;
  if (!isPeer(params)) return call.complete(params, 'InvalidParameters');
  const peer = peerOf(params);
  if (!controller.devices.block(peer)) return call.complete(peer, 'Failed');
  controller.emit({ event: 'DeviceBlocked', ...peer }, call.socket);
  call.complete(peer);
};

/** unblock_device in mgmt.c. */
export const unblockDevice: Handler<'UnblockDevice'> = (call, controller) => {
  const { params } = call;
  if (!isPeer(params)) return call.complete(params, 'InvalidParameters');
  const peer = peerOf(params);
  if (!controller.devices.unblock(peer)) return call.complete(peer, 'InvalidParameters');
  controller.emit({ event: 'DeviceUnblocked', ...peer }, call.socket);
  call.complete(peer);
};
