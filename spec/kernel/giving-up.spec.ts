import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { concat, firstValueFrom, ignoreElements, lastValueFrom, map, merge, retry, take, timeout, toArray } from 'rxjs';
import type { Observable } from 'rxjs';
import { Mgmt, isStatusError, isTimeoutError } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { FIRST, LOW_ENERGY, SECOND, openDuringSuite, ready, reset } from './support/controllers.js';
import { errorOf } from './support/error-of.js';

const ABSENT = { address: '00:AA:01:55:00:99', addressType: 'LEPublic', ioCapability: 'NoInputNoOutput' } as const;

/** How many sockets this process has. */
const sockets = (): number => readdirSync('/proc/self/fd').length;

const pair = (mgmt: Mgmt, within: number): Observable<unknown> =>
  mgmt.commandWith$('PairDevice', FIRST.index, ABSENT, { timeout: within });

describe('What was given up', { timeout: 150_000 }, () => {
  const mgmt = openDuringSuite();
  const others = openDuringSuite();

  before(async () => {
    for (const { index } of [FIRST, SECOND]) {
      await ready(mgmt, index);
      await reset(mgmt, index);
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
  });

  it('is a pairing that keeps nobody out any more', async () => {
    const ours = errorOf(pair(mgmt, 1000));
    await elapsed(300);
    const early = await errorOf(pair(others, 300));
    assert.ok(isStatusError(early, 'Busy'), String(early));
    const error = await ours;
    assert.ok(isTimeoutError(error), String(error));
    assert.match(error.message, /did not answer.*The pairing was cancelled\.$/);
    const late = await errorOf(pair(others, 300));
    assert.ok(isTimeoutError(late), String(late));
  });

  it('is a pairing whose last subscriber has left', async () => {
    const alone = new Mgmt(hciSocket());
    pair(alone, 60_000).subscribe().unsubscribe();
    await elapsed(200);
    const error = await errorOf(pair(others, 300));
    assert.ok(isTimeoutError(error), String(error));
  });

  it('is a discovery that ends when nobody waits for it', async () => {
    const told = lastValueFrom(
      others.event$('Discovering', FIRST.index).pipe(
        map(({ discovering }) => discovering),
        take(2),
        timeout(5000),
        toArray(),
      ),
    );
    const alone = new Mgmt(hciSocket());
    alone.command$('StartDiscovery', FIRST.index, LOW_ENERGY).subscribe().unsubscribe();
    assert.deepEqual(await told, [true, false]);
  });

  it('is an advertising instance that is gone', async () => {
    const data = { instance: 1, flags: {}, duration: 0, timeout: 0, advData: '020106', scanRsp: '' } as const;
    mgmt.commandWith$('AddAdvertising', FIRST.index, data).subscribe().unsubscribe();
    await elapsed(300);
    const { instances } = await firstValueFrom(others.command$('ReadAdvertisingFeatures', FIRST.index));
    assert.deepEqual(instances, []);
  });

  it('neither blocks nor feeds the next one, and leaves no socket behind', async () => {
    const before = sockets();
    const names: string[] = [];
    for (let n = 0; n < 100; n++) {
      mgmt
        .command$('SetLocalName', FIRST.index, `given up ${String(n)}`, '')
        .subscribe()
        .unsubscribe();
      const own$ = mgmt.command$('SetLocalName', FIRST.index, `own ${String(n)}`, '');
      // Refused as Busy while the kernel still works at the one before.
      const { name } = await firstValueFrom(own$.pipe(retry({ count: 100, delay: 5 })));
      names.push(name);
    }
    assert.deepEqual(
      names,
      Array.from({ length: 100 }, (_, n) => `own ${String(n)}`),
    );
    await elapsed(50);
    assert.equal(sockets(), before);
  });

  it('is not heard of twice', async () => {
    mgmt.command$('SetConnectable', FIRST.index, true).subscribe().unsubscribe();
    const heard: unknown[] = [];
    const events = mgmt.event$('NewSettings', SECOND.index).subscribe((event) => heard.push(event));
    const next$ = mgmt.command$('SetConnectable', FIRST.index, false);
    const change$ = others.command$('SetBondable', SECOND.index, true);
    await lastValueFrom(merge(next$.pipe(retry({ count: 100, delay: 5 })), change$));
    await lastValueFrom(others.command$('SetBondable', SECOND.index, false));
    await elapsed(50);
    events.unsubscribe();
    assert.equal(heard.length, 2);
  });

  it('is no matter for two clients on one socket: each has its own', async () => {
    const socket = hciSocket();
    const [a, b] = [new Mgmt(socket), new Mgmt(socket)];
    const held = [a, b].map(({ events$ }) => events$.subscribe());
    const raw$ = a.raw$(0x0005, FIRST.index, Uint8Array.of(7));
    const [refused, { currentSettings }] = await Promise.all([
      errorOf(raw$),
      firstValueFrom(b.command$('SetPowered', FIRST.index, true)),
    ]);
    assert.ok(isStatusError(refused, 'InvalidParameters'), String(refused));
    assert.equal(currentSettings.Powered, true);
    held.forEach((subscription) => subscription.unsubscribe());
  });

  it('is one socket for three commands, one after the other', async () => {
    const client = new Mgmt(hciSocket());
    const states: boolean[] = [];
    const watching = client.connected$.subscribe((state) => states.push(state));
    const version$ = client.command$('ReadManagementVersionInformation', null);
    await lastValueFrom(concat(version$, version$).pipe(ignoreElements()), { defaultValue: undefined });
    for (let n = 0; n < 3; n++) await firstValueFrom(version$);
    await elapsed(20);
    watching.unsubscribe();
    assert.deepEqual(states, [false, true, false]);
  });

  it('is a question that nobody answers: the error says so', { timeout: 60_000 }, async () => {
    await lastValueFrom(mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
    const asked = firstValueFrom(mgmt.event$('UserConfirmationRequest', FIRST.index));
    const error = errorOf(mgmt.command$('PairDevice', FIRST.index, SECOND.address, 'LEPublic', 'DisplayYesNo'));
    await Promise.race([asked, error]);
    const said = await error;
    assert.ok(isStatusError(said), String(said));
    assert.match(said.message, /The question was not answered: UserConfirmationRequest came/);
  });
});
