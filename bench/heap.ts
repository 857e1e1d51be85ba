import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Mgmt, memoryTransport } from 'rx-btmgmt';
import { deviceFound } from './frames.js';
import type { Measurement } from './measurement.js';

const EVENTS = 10_000_000;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** The heap after ten million events from ever new addresses, against the heap before. */
export function heap(): Measurement {
  const [client, kernel] = memoryTransport();
  let strongest = -128;
  const subscriptions = [
    kernel.frames$.subscribe(),
    new Mgmt(client).event$('DeviceFound').subscribe(({ rssi }) => (strongest = Math.max(strongest, rssi))),
  ];
  const frame = deviceFound.slice();
  const view = new DataView(frame.buffer);
  const emit = (count: number): void => {
    for (let i = 0; i < count; i++) {
      view.setUint32(6, i);
      kernel.send(frame);
    }
  };
  emit(100_000);
  const before = heapUsed();
  emit(EVENTS);
  const after = heapUsed();
  subscriptions.forEach((subscription) => subscription.unsubscribe());
  const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
  return {
    what: 'heap after : before ten million events',
    ratio: after / before,
    budget: 1.05,
    detail: `${mebibytes(after)} : ${mebibytes(before)}`,
  };
}
