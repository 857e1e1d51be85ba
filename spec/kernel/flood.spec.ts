import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, type Subscription } from 'rxjs';
import { discover, Mgmt, type FoundDevice } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { plugIn, type PluggedIn } from './support/plug-in.js';

/** What came out of a flood: what was found, and what the library said was lost. */
interface Outcome {
  readonly injected: number;
  readonly found: readonly FoundDevice[];
  readonly lost: number;
}

/** Lets a controller hear devices, and `meanwhile` do something to this process, once the first was found. */
async function flood(
  mgmt: Mgmt,
  devices: number,
  rate: number,
  meanwhile: () => void = () => undefined,
): Promise<Outcome> {
  const controller = await plugIn(mgmt, '--waiting', '--advertisers', String(devices), '--rate', String(rate));
  const { index } = controller;
  const found: FoundDevice[] = [];
  let lost = 0;
  const subscriptions: Subscription[] = [
    mgmt.event$('DeviceFound', index).subscribe((device) => found.push(device)),
    mgmt.drops$.subscribe(({ total }) => (lost = total)),
  ];
  try {
    await firstValueFrom(mgmt.command$('SetPowered', index, true));
    const discovering$ = mgmt.event$('Discovering', index);
    const on = firstValueFrom(discovering$);
    const first = firstValueFrom(mgmt.event$('DeviceFound', index));
    const discovery = discover(mgmt, index).subscribe();
    await on;
    // The kernel ends it after ten seconds; more can't be heard then.
    const early = firstValueFrom(discovering$).then(() => assert.fail('This machine is too slow for this test.'));
    controller.start();
    await first;
    meanwhile();
    const { injected } = await Promise.race([controller.first('finished'), early]);
    early.catch(() => undefined);
    await stopped(mgmt, controller, discovery);
    return { injected, found, lost };
  } finally {
    for (const subscription of subscriptions) subscription.unsubscribe();
    await controller.unplug();
  }
}

/**
 * The kernel works on what a controller says in order, so when it says that scanning has ended, and the kernel that
 * discovering has, there is nothing left of what was heard before.
 */
async function stopped(mgmt: Mgmt, { index }: PluggedIn, discovery: Subscription): Promise<void> {
  const ended = firstValueFrom(mgmt.event$('Discovering', index).pipe(filter(({ discovering }) => !discovering)));
  discovery.unsubscribe();
  await ended;
}

/** Takes this process away from its event loop. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function addressesOf(found: readonly FoundDevice[]): number {
  return new Set(found.map(({ address }) => address)).size;
}

describe('Many devices at once', { timeout: 180_000 }, () => {
  it('10 000 devices, 2 000 reports a second: each is found, none is lost', async () => {
    const { injected, found, lost } = await flood(new Mgmt(hciSocket()), 10_000, 2_000);
    assert.equal(injected, 10_000);
    assert.equal(found.length, 10_000);
    assert.equal(addressesOf(found), 10_000);
    assert.equal(lost, 0);
    const last = found.at(-1);
    assert.deepEqual(
      { address: last?.address, addressType: last?.addressType, rssi: last?.rssi },
      { address: 'C0:00:00:00:27:0F', addressType: 'LERandom', rssi: -89 },
    );
  });

  it('1 000 reports a second while this process is blocked for 2 s: none is lost', async () => {
    const { injected, found, lost } = await flood(new Mgmt(hciSocket()), 3_000, 1_000, () => block(2_000));
    assert.equal(injected, 3_000);
    assert.equal(addressesOf(found), 3_000);
    assert.equal(found.length, 3_000);
    assert.equal(lost, 0);
  });

  it('the same with a small receive buffer: what was lost and what came is what was sent', async () => {
    const small = new Mgmt(hciSocket({ receiveBuffer: 65_536 }));
    const { injected, found, lost } = await flood(small, 3_000, 1_000, () => block(2_000));
    assert.equal(injected, 3_000);
    assert.ok(lost > 0, 'something was lost');
    assert.ok(found.length > 0);
    assert.equal(found.length + lost, injected);
  });
});
