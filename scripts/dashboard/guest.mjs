// node guest.mjs PORT: serves the dashboard in the virtual machine of dashboard.mjs: hci0 and hci1 hear each other, hci2 hears some devices.
import { release } from 'node:os';
import { concat, lastValueFrom } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { serveDashboard } from '../../packages/dashboard/index.js';

const port = Number(process.argv[2]);
const mgmt = new Mgmt(hciSocket());
// So that there is something to see: the rest has switches.
await lastValueFrom(
  concat(
    mgmt.command$('SetLowEnergy', 0, true),
    mgmt.command$('SetPowered', 0, true),
    mgmt.command$('SetLowEnergy', 1, true),
    mgmt.command$('SetBondable', 1, true),
    mgmt.command$('SetPowered', 1, true),
    mgmt.command$('SetAdvertising', 1, 'OnConnectable'),
    mgmt.command$('SetPowered', 2, true),
  ),
);
mgmt.close();
// All of its addresses: only the machine that it runs on can reach it. There it has the address of that one.
const { url } = await serveDashboard(hciSocket(), { host: '0.0.0.0', port });
console.log(
  `Linux ${release()} in a virtual machine, with virtual controllers: ${url.replace('0.0.0.0', '127.0.0.1')}`,
);
