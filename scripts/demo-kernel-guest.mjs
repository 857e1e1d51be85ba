// What the demo does in the virtual machine, where demo-kernel.mjs asked for controllers: hci0 and hci1, which hear each other, and
// hci2, which hears some devices that advertise.
import { spawnSync } from 'node:child_process';
import { release } from 'node:os';
import { concat, distinct, lastValueFrom, switchMap, take, tap, toArray } from 'rxjs';
import { discover, Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const devices = Number(process.argv[2]);
const mgmt = new Mgmt(hciSocket());

console.log(`\nLinux ${release()} in a virtual machine, with three virtual controllers.`);
console.log('\nhci1 advertises, and examples/device-found.ts runs on hci0:');
await lastValueFrom(
  concat(
    mgmt.command$('SetLowEnergy', 0, true),
    mgmt.command$('SetLowEnergy', 1, true),
    mgmt.command$('SetPowered', 1, true),
    mgmt.command$('SetAdvertising', 1, 'OnConnectable'),
  ),
);
const { status } = spawnSync(process.execPath, ['build/examples/device-found.js', '0'], { stdio: 'inherit' });

console.log(`\n${devices} devices advertise around hci2:`);
const found$ = mgmt.command$('SetPowered', 2, true).pipe(
  switchMap(() => discover(mgmt, 2)),
  distinct(({ address }) => address),
  take(devices),
  tap(({ address, addressType, rssi }) => console.log(address, addressType, Number.isNaN(rssi) ? '?' : rssi, 'dBm')),
  toArray(),
);
const found = await lastValueFrom(found$);

console.log(
  `\nFound ${found.length + 1} devices. They are virtual: of the virtual controllers of this virtual kernel.`,
);
console.log('On a machine with Bluetooth: sudo npm run example -- device-found 0');
process.exitCode = status === 0 && found.length === devices ? 0 : 1;
