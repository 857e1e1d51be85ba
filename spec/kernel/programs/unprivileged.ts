// Reads what a process without privileges may read, tries one thing that it may not, and ends by itself.
import { readFileSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { isStatusError, Mgmt } from 'rx-btmgmt';
import { doctor, hciSocket } from 'rx-btmgmt/linux';

const effective = /^CapEff:\s*(\w+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
console.log(effective);

const mgmt = new Mgmt(hciSocket());
const { version } = await firstValueFrom(mgmt.command$('ReadManagementVersionInformation', null));
console.log(`version ${String(version)}`);
const { controllerIndexes } = await firstValueFrom(mgmt.command$('ReadControllerIndexList', null));
console.log(`controllers ${[...controllerIndexes].sort().join()}`);
const { address } = await firstValueFrom(mgmt.command$('ReadControllerInformation', 0));
console.log(`address ${address}`);
const { findings, controllers } = await firstValueFrom(doctor());
console.log(JSON.stringify({ findings, controllers }));
mgmt.command$('SetPowered', 0, true).subscribe({
  next: () => console.log('it was allowed'),
  error: (error: unknown) => {
    if (!isStatusError(error)) throw error;
    console.log(`${error.name} ${error.code} ${error.command}: ${error.message}`);
  },
});
