// node bridge-client.js URL TOKEN: discovers with the first controller over a bridge, lets the second one advertise, and pairs the first with it. Prints,
// as JSON, what was found, how the pairing went on each side, and why a key could not be loaded.
import { catchError, filter, firstValueFrom, ignoreElements, lastValueFrom, map, merge, of } from 'rxjs';
import { Mgmt, acceptConfirmations, controller, isStatusError, pair, pairingRequests, scan } from 'rx-btmgmt';
import type { PairingRequest } from 'rx-btmgmt';
import { webSocketTransport } from 'rx-btmgmt/websocket';
import { WebSocket } from 'ws';
import { advertiseWhenScanned } from '../support/advertise.js';
import { FIRST, PAIR, SECOND } from '../support/controllers.js';

const [, , url = '', token = ''] = process.argv;
const mgmt = new Mgmt(webSocketTransport(url, { token, WebSocket }));
const [first, second] = [controller(mgmt, FIRST.index), controller(mgmt, SECOND.index)];
const print = (value: unknown): void => console.log(JSON.stringify(value));

for (const { index } of PAIR) await lastValueFrom(mgmt.command$('SetPowered', index, true));
for (const command of ['SetSecureSimplePairing', 'SetBondable', 'SetConnectable'] as const) {
  await lastValueFrom(mgmt.command$(command, SECOND.index, true));
}
await lastValueFrom(mgmt.command$('SetSecureConnections', SECOND.index, 'On'));

const found$ = scan(first).pipe(filter(({ address }) => address === SECOND.address));
const { address, addressType } = await firstValueFrom(merge(found$, advertiseWhenScanned(mgmt).pipe(ignoreElements())));
print({ address, addressType });

const shown: string[] = [];
const policy = (request: PairingRequest): unknown => {
  if (request.kind === 'confirm') shown.push(request.passkey);
  return acceptConfirmations(request);
};
const answering = pairingRequests(second, { ioCapability: 'DisplayYesNo' }).pipe(map(policy)).subscribe();
await lastValueFrom(mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
const last = await lastValueFrom(pair(first, { address, addressType }, { policy }));
answering.unsubscribe();
print({
  step: last.step,
  keys: last.step === 'paired' ? last.keys.length : undefined,
  shown: shown.length,
  same: new Set(shown).size,
});

const refusal$ = mgmt
  .command$('LoadIdentityResolvingKeys', FIRST.index, [])
  .pipe(catchError((error: unknown) => of(isStatusError(error) ? error.status : String(error))));
print(await firstValueFrom(refusal$));
