// Says who comes and who goes, until it is stopped: npm run example -- presence [INDEX] [ADDRESS...]
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { PresenceDetector } from './presence/presence-detector.js';

const [index = '0', ...addresses] = process.argv.slice(2);
const detector = new PresenceDetector(new Mgmt(hciSocket()), Number(index), addresses.length > 0 ? { addresses } : {});

detector.changes$.subscribe({
  next: ({ kind, address }) => console.log(address, kind),
  error: (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
});
