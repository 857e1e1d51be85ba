import type { Controller } from '../../state/controller.js';
import { enable } from './advertising.js';
import { caughtUp } from './instances.js';

/**
 * A remote has connected to an address of the controller: the hardware has stopped advertising what has led to that
 * (le_conn_complete_evt and hci_le_ext_adv_term_evt in net/bluetooth/hci_event.c). Gives whose turn it was, for later.
 */
export function stopForConnection(controller: Controller, address: string): number {
  const advertising = caughtUp(controller);
  const { sets, instances } = advertising;
  const handle = sets.connectableAt(address);
  if (handle !== undefined) sets.disable(handle);
  advertising.isOn = false;
  if (!controller.traits.extendedAdvertising) return advertising.current;
  const instance = handle === undefined ? undefined : instances.byHandle(handle);
  if (instance !== undefined) instance.enabled = false;
  return handle ?? 0;
}

/** The connection is over: that is advertised again (hci_disconn_complete_evt in hci_event.c). */
export function goOnAfterConnection(controller: Controller, instance: number): void {
  const { flags, isUp, work } = controller;
  const advertising = caughtUp(controller);
  if (!isUp || flags.has('PoweringDown')) return;
  advertising.current = instance;
  if (flags.has('Advertising') || advertising.instances.count > 0) work.submit({ run: () => enable(controller) });
}
