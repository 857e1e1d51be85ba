import type { Controller } from '../../state/controller.js';

/**
 * Whether something is being done that changes the class or the inquiry response, so that it is not known what they will be
 * (pending_eir_or_class in net/bluetooth/mgmt.c). It asks for more commands, but those are not on the list any more.
 */
export const isIdentityBusy = ({ pending }: Controller): boolean => pending.has('SetLocalName', 'SetPowered');
