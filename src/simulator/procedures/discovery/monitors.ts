import { EVENT_CODES } from '../../../protocol/codes.generated.js';
import { HEADER_SIZE, frameOf } from '../../../protocol/header.js';
import type { Controller } from '../../state/controller.js';

/**
 * Tells monitors of a device that nothing else looks for, by a frame of Device Found (mgmt_send_adv_monitor_device_found in
 * net/bluetooth/mgmt.c).
 */
export function tellMonitors({ index, sockets }: Controller, deviceFound: Uint8Array): void {
  // Handle 0: no hardware has matched it.
  const params = new Uint8Array(2 + deviceFound.length - HEADER_SIZE);
  params.set(deviceFound.subarray(HEADER_SIZE), 2);
  const code = EVENT_CODES.AdvertisementMonitorDeviceFound;
  sockets.deliver('AdvertisementMonitorDeviceFound', index, frameOf(code, index, params));
}
