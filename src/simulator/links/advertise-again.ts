import type { Controller } from '../controller/controller.js';

/** A connection ends the advertising that has led to it, in the hardware (le_conn_complete_evt in hci_event.c). */
export function stopAdvertising({ advertising }: Controller): void {
  if (advertising.extended === undefined) advertising.disable();
}

/** The connection is over: it goes on (hci_enable_advertising in net/bluetooth/hci_sync.c). */
export function advertiseAgain({ advertising, flags, isUp, work }: Controller): void {
  if (!isUp || flags.has('PoweringDown')) return;
  if (flags.has('Advertising') || advertising.instances.count > 0) work.submit({ run: () => advertising.enable() });
}
