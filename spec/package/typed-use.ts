// What users do with the types, compiled as theirs are: against the packed declarations, by old and new compilers.
import { Mgmt, encodeCommand, isStatusError } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import { capture } from 'rx-btmgmt/btsnoop';
import { saveCapture } from 'rx-btmgmt/btsnoop-node';
import { hciSocket } from 'rx-btmgmt/linux';
import { createSimulator } from 'rx-btmgmt/simulator';
import { MgmtTestScheduler } from 'rx-btmgmt/testing';

/** Programs for Node without Node's types have no console. */
declare function show(...values: unknown[]): void;

const mgmt = new Mgmt(hciSocket());
mgmt.command$('SetPowered', 0, 1).subscribe(({ currentSettings }) => {
  const powered: boolean = currentSettings.Powered;
  show(powered);
});
mgmt.event$('DeviceFound').subscribe(({ address, rssi }) => show(address.toLowerCase(), rssi.toFixed()));
// @ts-expect-error There is no such command.
mgmt.command$('SetPowerful', 0, 1);
// @ts-expect-error The reply has no such field, and is not `any`.
mgmt.command$('SetPowered', 0, 1).subscribe((reply) => show(reply.nothing));
export const frame: Uint8Array = encodeCommand('SetPowered', 0, { powered: true });

new MgmtTestScheduler().run(({ kernel, hotEvents, expectObservable, expectCommands }) => {
  // One class in all entries: the kit takes the client of the other entry, though it has private parts.
  const client: Mgmt = kernel('-a', { a: { event: 'IndexAdded' } }).mgmt;
  expectCommands(client).toBe('');
  expectObservable(client.events$).toBe('-a', { a: { event: 'IndexAdded', index: 0 } });
  // @ts-expect-error There is no such field.
  hotEvents('-a', { a: { event: 'DeviceFound', adress: '' } });
});

const simulated: Transport = createSimulator().transport();
capture(simulated)
  .bytes$.pipe(saveCapture('trace.btsnoop'))
  .subscribe({
    error: (error: unknown) => {
      if (isStatusError(error, 'Busy')) show(error.command, error.status);
    },
  });
