// npm run bench:kernel: receiving, on sockets of the management channel that a real kernel has filled. Needs a controller, 0, that
// hears many devices.
import { filter, firstValueFrom, skip, take } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { close, controlSocket } from './bare-socket.js';
import { receiving, type Filling } from './receiving.js';

const EVENTS = 2_000;
const ROUNDS = 3;

const mgmt = new Mgmt(hciSocket());
const ended$ = mgmt.event$('Discovering', 0).pipe(filter(({ discovering }) => !discovering));

/** Sockets that were open while the controller heard so many devices. */
const filledByKernel: Filling = async (sockets) => {
  const fds = Array.from({ length: sockets }, controlSocket);
  const heard = firstValueFrom(mgmt.event$('DeviceFound', 0).pipe(skip(EVENTS - 1), take(1)));
  await firstValueFrom(mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
  await heard;
  const ended = firstValueFrom(ended$);
  await firstValueFrom(mgmt.command$('StopDiscovery', 0, ['LEPublic', 'LERandom']));
  await ended;
  return fds.map((fd) => ({ fd, events: EVENTS, close: () => close(fd) }));
};

await firstValueFrom(mgmt.command$('SetPowered', 0, true));
// No budget: where each instruction is emulated JavaScript is ten times as slow, and system calls are not.
for (const { what, ratio, detail } of await receiving(filledByKernel, ROUNDS)) {
  console.log(`${what.padEnd(42)} ${ratio.toFixed(3).padStart(7)}  (${detail})`);
}
mgmt.close();
