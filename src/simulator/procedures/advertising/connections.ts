import type { Controller } from '../../state/controller.js';

/**
 * Somebody has connected to an address of the controller: the hardware has stopped advertising what has led to that
 * (le_conn_complete_evt and hci_le_ext_adv_term_evt in net/bluetooth/hci_event.c). Gives whose turn it was, for later.
 */
export function stopForConnection({ advertising }: Controller, address: string): number {
  const { sets, instances, extended } = advertising;
  const handle = sets.connectableAt(address);
  if (handle !== undefined) sets.disable(handle);
  advertising.isOn = false;
  if (extended === undefined) return advertising.current;
  const instance = handle === undefined ? undefined : instances.byHandle(handle);
  if (instance !== undefined) instance.enabled = false;
  return handle ?? 0;
}

/** The connection is over: that is advertised again (hci_disconn_complete_evt in hci_event.c). */
export function goOnAfterConnection({ advertising, flags, isUp, work }: Controller, instance: number): void {
  if (!isUp || flags.has('PoweringDown')) return;
  advertising.current = instance;
  if (flags.has('Advertising') || advertising.instances.count > 0) work.submit({ run: () => advertising.enable() });
}
