// Says when it listens, waits for one event, and then has nothing left to do.
import { take } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const mgmt = new Mgmt(hciSocket());
mgmt
  .event$('LocalNameChanged', 0)
  .pipe(take(1))
  .subscribe(({ name }) => console.log(`changed to ${name}`));
mgmt.command$('ReadManagementVersionInformation', null).subscribe({ complete: () => console.log('listening') });
