// node bridge-client.js URL TOKEN: discovers with the first controller over a bridge, and lets the second one advertise. Prints, as JSON, what was
// found, and why a key could not be loaded.
import { filter, firstValueFrom, ignoreElements, lastValueFrom, merge } from 'rxjs';
import { Mgmt, controller, isStatusError, scan } from 'rx-btmgmt';
import { webSocketTransport } from 'rx-btmgmt/websocket';
import { WebSocket } from 'ws';
import { advertiseWhenScanned } from '../support/advertise.js';
import { FIRST, SECOND } from '../support/controllers.js';

const [, , url = '', token = ''] = process.argv;
const mgmt = new Mgmt(webSocketTransport(url, { token, WebSocket }));
const found$ = scan(controller(mgmt, FIRST.index)).pipe(filter(({ address }) => address === SECOND.address));
for (const { index } of [FIRST, SECOND]) await lastValueFrom(mgmt.command$('SetPowered', index, true));
const { address, addressType } = await firstValueFrom(merge(found$, advertiseWhenScanned(mgmt).pipe(ignoreElements())));
console.log(JSON.stringify({ address, addressType }));
const refusal: unknown = await firstValueFrom(mgmt.command$('LoadIdentityResolvingKeys', FIRST.index, [])).catch(
  (error: unknown) => error,
);
console.log(JSON.stringify(isStatusError(refusal) ? refusal.status : String(refusal)));
