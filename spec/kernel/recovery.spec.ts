import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filter, firstValueFrom, from, lastValueFrom, toArray } from 'rxjs';
import type { Controller, RecoveryStep } from 'rx-btmgmt';
import {
  controller,
  discover,
  discoveryState,
  isRecoveryError,
  keep,
  recover,
  watchdog,
  whilePowered,
} from 'rx-btmgmt';
import { interfaceBounce, linuxRecovery, powerMarker } from 'rx-btmgmt/linux';
import { openDuringSuite } from './support/controllers.js';
import { Discovered } from './support/discovered.js';
import { errorOf } from './support/error-of.js';
import { block, mountDebugfs, sleep } from './support/interrupt.js';
import { plugIn, type PluggedIn } from './support/plug-in.js';

const ADDRESS = '00:11:22:33:44:55';
const LEAVE = fileURLToPath(new URL('./programs/leave-off.js', import.meta.url));

describe('A controller that is recovered', { timeout: 200_000 }, () => {
  const mgmt = openDuringSuite();
  const marker = mkdtempSync(join(tmpdir(), 'marker-'));
  const linux = linuxRecovery({ rfkill: 'unblock', marker });
  let plugged: PluggedIn;
  let adapter: Controller;

  const isOn = (on: boolean) => firstValueFrom(adapter.state$.pipe(filter((state) => state?.settings.Powered === on)));
  const power = (on: boolean) => firstValueFrom(adapter.command$('SetPowered', on));
  const steps = async (options: Parameters<typeof recover>[1]): Promise<string[]> => {
    const said = await lastValueFrom(recover(adapter, options).pipe(toArray()));
    return said.flatMap((step: RecoveryStep) =>
      'step' in step && step.report !== 'Trying' ? [`${step.report} ${step.step}`] : [],
    );
  };

  before(async () => {
    mountDebugfs();
    plugged = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    adapter = controller(mgmt, ADDRESS);
    await power(true);
  });
  beforeEach(() => isOn(true));
  after(async () => {
    assert.deepEqual(readdirSync(marker), []);
    rmSync(marker, { recursive: true });
    await plugged.unplug();
  });

  it('is well when a discovery can be started', async () => {
    assert.deepEqual(await steps(linux), ['Recovered restartDiscovery']);
  });

  it('was wedged, which a watchdog found, and is cured by going off and on', async () => {
    const life = new Discovered(whilePowered(adapter, ({ index }) => discover(mgmt, index, { continuous: true })));
    await life.first();
    const helped = firstValueFrom(
      watchdog(adapter, { silence: 3000, ...linux }).pipe(filter(({ report }) => report === 'Recovered')),
    );
    await plugged.wedge(1);
    // A kernel that can't switch off what does not answer leaves it on: then it takes the ioctl.
    const report = await helped;
    assert.ok('step' in report && ['powerCycle', 'interfaceBounce'].includes(report.step), JSON.stringify(report));
    life.subscription.unsubscribe();
  });

  it('was wedged for longer, which takes its interface down and up', async () => {
    await plugged.wedge(2);
    const said = await steps({ steps: [interfaceBounce()] });
    assert.deepEqual(said, ['Recovered interfaceBounce']);
  });

  it('was taken down past the management channel', async () => {
    const state = await isOn(true);
    assert.ok(state !== undefined);
    // Half of a bounce, as of a program that is killed.
    const half = from(interfaceBounce().apply(adapter, state)).subscribe();
    await isOn(false);
    half.unsubscribe();
    assert.equal((await steps(linux)).at(-1), 'Recovered powerCycle');
  });

  it('was blocked: keep says so, recover unblocks, keep goes on', async () => {
    const kept$ = keep(adapter, { Powered: true }, { delay: 200 });
    const refused = firstValueFrom(kept$.pipe(filter(({ report }) => report === 'Refused')));
    block([plugged.index], true);
    await refused;
    const said = await steps({ steps: [], ...linux });
    assert.deepEqual(said, ['Recovered rfkillUnblock']);
    await firstValueFrom(kept$.pipe(filter(({ report }) => report === 'Kept')));
  });

  it('was left off by a program that was killed in the middle', async () => {
    const child = spawn(process.execPath, [LEAVE, ADDRESS, marker], { stdio: ['ignore', 'inherit', 'inherit'] });
    const exited = once(child, 'exit');
    await isOn(false);
    assert.equal(powerMarker(marker).has(ADDRESS), true);
    child.kill('SIGKILL');
    await exited;
    const first = await firstValueFrom(recover(adapter, linux));
    assert.deepEqual(first, { report: 'PowerRestored' });
    assert.equal(powerMarker(marker).has(ADDRESS), false);
  });

  it('can start no discovery any more: only what makes it anew helps, or sleep', async () => {
    const { index } = plugged;
    const run = new Discovered(discover(mgmt, index, { continuous: true }));
    await run.first();
    sleep([index], true);
    await firstValueFrom(discoveryState(mgmt, index).pipe(filter(({ phase }) => phase === 'waiting')));
    await power(false);
    await run.ended;
    sleep([index], false);
    await power(true);
    const error = await errorOf(recover(adapter, { ...linux, perHour: Infinity }));
    assert.ok(isRecoveryError(error) && error.code === 'Exhausted', String(error));
    assert.match(error.message, /usbReset was left out: It is not on the USB\. driverRebind was left out/);
    const asleep = {
      name: 'sleep',
      apply: () => (sleep([index], true), sleep([index], false), []),
    };
    assert.deepEqual(await steps({ steps: [asleep], perHour: Infinity }), ['Recovered sleep']);
  });
});
