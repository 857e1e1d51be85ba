// Opens and closes the socket many times, and tells what that left behind, as one line of JSON.
import { readdirSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const ROUNDS = Number(process.argv[2]);
/** Caches fill and code is compiled before anything is measured. */
const WARM_UP = 100;

const mgmt = new Mgmt(hciSocket());

async function rounds(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const subscription = mgmt.events$.subscribe();
    await firstValueFrom(mgmt.command$('ReadManagementVersionInformation', null));
    subscription.unsubscribe();
  }
}

async function measure(): Promise<{ descriptors: number; heap: number; external: number }> {
  // What was closed is freed in the next turns of the event loop.
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  const { heapUsed: heap, external } = process.memoryUsage();
  return { descriptors: readdirSync('/proc/self/fd').length, heap, external };
}

await rounds(WARM_UP);
const before = await measure();
await rounds(ROUNDS);
const after = await measure();
console.log(JSON.stringify({ before, after }));
