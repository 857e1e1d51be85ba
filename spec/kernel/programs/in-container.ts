// Tries to reach Bluetooth from where there is none, asks the doctor why, and ends by itself.
import { isTransportError, Mgmt } from 'rx-btmgmt';
import { doctor, hciSocket } from 'rx-btmgmt/linux';

const mgmt = new Mgmt(hciSocket());
mgmt.command$('ReadControllerIndexList', null).subscribe({
  next: () => console.log('it was answered'),
  error: (error: unknown) => {
    if (!isTransportError(error)) throw error;
    console.log(`${error.name} ${error.code} ${error.syscall} ${String(error.errno)}: ${error.message}`);
    doctor().subscribe(({ findings }) => console.log(findings.map(({ code }) => code).join()));
  },
});
