// node leave-off.js ADDRESS FOLDER: switches a controller off to recover it, for so long that it is killed before it is on again.
import { Mgmt, controller, powerCycle, recover } from 'rx-btmgmt';
import { hciSocket, powerMarker } from 'rx-btmgmt/linux';

const [, , address = '', folder] = process.argv;
const adapter = controller(new Mgmt(hciSocket()), address);
recover(adapter, { steps: [powerCycle({ duration: 600_000 })], marker: powerMarker(folder) }).subscribe();
