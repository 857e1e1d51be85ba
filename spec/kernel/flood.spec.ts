import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, type Subscription } from 'rxjs';
import { discover, Mgmt, type FoundDevice } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import type { Counted } from './programs/count-devices.js';
import { block } from './support/block.js';
import { plugIn, type PluggedIn } from './support/plug-in.js';
import { runProgram } from './support/run-program.js';

/** What came out of a flood: what was found, and what the library said was lost. */
interface Outcome {
  readonly injected: number;
  readonly found: readonly FoundDevice[];
  readonly lost: number;
}

interface FloodOptions {
  /** Done to this process once the first device was found. */
  readonly meanwhile?: () => void;
  /** More for the controller. */
  readonly args?: readonly string[];
}

/** How many are found until the controller is told how many were. */
const TOLD_EVERY = 200;

/** Lets a controller hear devices, and waits until all that it has heard was found or lost. */
async function flood(
  mgmt: Mgmt,
  devices: number,
  rate: number,
  { meanwhile = () => undefined, args = [] }: FloodOptions = {},
): Promise<Outcome> {
  const controller = await plugIn(mgmt, '--waiting', '--advertisers', String(devices), '--rate', String(rate), ...args);
  const { index } = controller;
  const found: FoundDevice[] = [];
  let lost = 0;
  const subscriptions: Subscription[] = [
    mgmt.event$('DeviceFound', index).subscribe((device) => {
      found.push(device);
      if (found.length % TOLD_EVERY === 0) controller.seen(found.length);
    }),
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

function addressesOf(found: readonly FoundDevice[]): number {
  return new Set(found.map(({ address }) => address)).size;
}

const COUNTED_ROUNDS = 2;

/** Starts another process that reads what this one reads, and waits until it does. */
async function startCounting(...how: readonly string[]): Promise<{ counted: () => Promise<Counted> }> {
  let toldReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (toldReady = resolve));
  const args = [String(COUNTED_ROUNDS), ...how];
  const ended = runProgram('count-devices', { args, onLine: (line) => line === 'ready' && toldReady() });
  await Promise.race([ready, ended.then(({ stderr }) => assert.fail(stderr))]);
  return {
    counted: async () => {
      const { lines, stderr } = await ended;
      assert.equal(stderr, '');
      return JSON.parse(lines.at(-1) ?? '') as Counted;
    },
  };
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
    const { injected, found, lost } = await flood(new Mgmt(hciSocket()), 3_000, 1_000, {
      meanwhile: () => block(2_000),
    });
    assert.equal(injected, 3_000);
    assert.equal(addressesOf(found), 3_000);
    assert.equal(found.length, 3_000);
    assert.equal(lost, 0);
  });

  it('the same with a small receive buffer: what was lost and what came is what was sent', async () => {
    const small = new Mgmt(hciSocket({ receiveBuffer: 65_536 }));
    const { injected, found, lost } = await flood(small, 3_000, 1_000, { meanwhile: () => block(2_000) });
    assert.equal(injected, 3_000);
    assert.ok(lost > 0, 'something was lost');
    assert.ok(found.length > 0);
    assert.equal(found.length + lost, injected);
  });

  it('as many reports as the controller can give, up to 20 000 a second, for 3 s: none is lost', async (context) => {
    const before = process.cpuUsage();
    // On an emulated machine this process is slower than the controller: what it has not read must fit into its buffer, which holds
    // some ten thousand. A fast one is never so far behind.
    const { injected, found, lost } = await flood(new Mgmt(hciSocket()), 60_000, 20_000, {
      args: ['--duration', '3000', '--ahead', '8000'],
    });
    const { user, system } = process.cpuUsage(before);
    context.diagnostic(`${injected} reports, ${Math.round(injected / 3)} a second`);
    context.diagnostic(`processor time of all, per event: ${((user + system) / injected).toFixed(1)} µs`);
    assert.deepEqual({ found: found.length, lost }, { found: injected, lost: 0 });
    assert.equal(addressesOf(found), injected);
  });

  it('10 000 devices, 20 000 reports a second, or as many as this machine gives: none is lost', async (context) => {
    const readers = await Promise.all([startCounting('one-by-one'), startCounting()]);
    // What the second flood measures runs compiled by then.
    for (let round = 0; round < COUNTED_ROUNDS; round++) {
      const { injected, found, lost } = await flood(new Mgmt(hciSocket()), 10_000, 20_000);
      assert.deepEqual({ injected, found: found.length, lost }, { injected: 10_000, found: 10_000, lost: 0 });
      assert.equal(addressesOf(found), 10_000);
    }
    const [oneByOne, batches] = await Promise.all(readers.map(({ counted }) => counted()));
    assert.ok(oneByOne && batches);
    const each = ({ microseconds, found }: Counted) => `${(microseconds / found).toFixed(1)} µs`;
    context.diagnostic(`processor time per event, a recv for each: ${each(oneByOne)}, lost: ${oneByOne.lost}`);
    context.diagnostic(`processor time per event, recvmmsg: ${each(batches)}, lost: ${batches.lost}`);
    context.diagnostic(`read at ${Math.round(batches.rate)} reports a second`);
    assert.deepEqual({ found: batches.found, lost: batches.lost }, { found: 10_000, lost: 0 });
    assert.equal(oneByOne.found + oneByOne.lost, 10_000);
  });
});
