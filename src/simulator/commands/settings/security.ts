import type { HandlersOf } from '../../handler.js';
import { answer, queuePending } from './answers.js';

/** How pairing and links are protected. */
export const securityHandlers: HandlersOf<'SetSecureSimplePairing'> = {
  /** set_ssp in net/bluetooth/mgmt.c. */
  SetSecureSimplePairing: (call, controller) => {
    const { secureSimplePairing } = call.params;
    const { flags, pending } = controller;
    if (controller.bredrFault !== undefined) return call.status(controller.bredrFault);
    if (typeof secureSimplePairing !== 'boolean') return call.status('InvalidParameters');
    if (!controller.isPowered) return answer(call, controller, flags.change('SimplePairing', secureSimplePairing));
    if (pending.has('SetSecureSimplePairing')) return call.status('Busy');
    if (flags.has('SimplePairing') === secureSimplePairing) return answer(call, controller, false);
    queuePending(call, controller, {
      done: () => answer(call, controller, flags.change('SimplePairing', secureSimplePairing)),
    });
  },
};
