import { updateClass } from './class-of-device.js';
import type { Controller } from '../../state/controller.js';
import { updateInquiryResponse } from './inquiry-response.js';

/** CACHE_TIMEOUT in net/bluetooth/mgmt.c, in milliseconds. */
const TIMEOUT = 2000;

/**
 * Keeps what the controller announces as it is for a while, although the services change; false if that is so already, or if
 * it announces nothing (enable_service_cache in mgmt.c).
 */
export function startServiceCache(controller: Controller): boolean {
  if (!controller.isPowered || !controller.flags.change('ServiceCache', true)) return false;
  controller.serviceCache = controller.world.clock.after(TIMEOUT, () => {
    if (!controller.flags.change('ServiceCache', false) || !controller.isUp) return;
    controller.work.queue({
      done: () => {
        updateInquiryResponse(controller);
        updateClass(controller);
      },
    });
  });
  return true;
}

export function endServiceCache(controller: Controller): void {
  controller.serviceCache?.cancel();
  controller.flags.remove('ServiceCache');
}
