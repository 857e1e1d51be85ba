import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { filter, firstValueFrom } from 'rxjs';
import { discover, discoveryState, isStatusError, type Status } from 'rx-btmgmt';
import { FIRST, LOW_ENERGY, openDuringSuite, ready, reset } from './support/controllers.js';
import { Discovered } from './support/discovered.js';
import { block, mountDebugfs, sleep } from './support/interrupt.js';
import { plugIn, type PluggedIn } from './support/plug-in.js';

describe('A discovery that is cut short', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  /** Another program, as far as the kernel is concerned. */
  const other = openDuringSuite();
  let controller: PluggedIn;

  const power = (on: boolean) => firstValueFrom(other.command$('SetPowered', controller.index, on));
  const phase = (wanted: string, index = controller.index) =>
    firstValueFrom(discoveryState(mgmt, index).pipe(filter(({ phase }) => phase === wanted)));

  before(mountDebugfs);
  beforeEach(async () => {
    controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    await power(true);
  });
  afterEach(() => controller.unplug());

  interface End {
    readonly what: string;
    readonly happen: () => unknown;
    readonly code: Status;
    readonly message: RegExp;
    /** Makes it usable again, if that is possible. */
    readonly undo?: () => unknown;
  }

  const ENDS: readonly End[] = [
    {
      what: 'off by another program',
      happen: () => power(false),
      code: 'NotPowered',
      message: /was switched off while it discovered/,
      undo: () => power(true),
    },
    {
      what: 'blocked by rfkill',
      happen: () => block([controller.index], true),
      code: 'NotPowered',
      message: /rfkill list/,
      undo: () => {
        block([controller.index], false);
        return power(true);
      },
    },
    { what: 'unplugged', happen: () => controller.unplug(), code: 'InvalidIndex', message: /was unplugged/ },
  ];

  for (const { what, happen, code, message, undo } of ENDS) {
    it(`fails with the reason when its controller is ${what}, continuous or not`, async () => {
      const runs = [false, true].map((continuous) => new Discovered(discover(mgmt, controller.index, { continuous })));
      for (const run of runs) await run.first();
      await happen();
      for (const { ended } of runs) {
        const error = await ended;
        assert.ok(isStatusError(error, code), String(error));
        assert.match(error.message, message);
      }
      await undo?.();
      if (undo) await firstValueFrom(discover(mgmt, controller.index));
    });

    it(`fails with the reason when it listens along and the controller is ${what}`, async () => {
      await firstValueFrom(other.command$('StartDiscovery', controller.index, LOW_ENERGY));
      const run = new Discovered(discover(mgmt, controller.index));
      await run.first();
      await phase('listening');
      await happen();
      const error = await run.ended;
      assert.ok(isStatusError(error, code), String(error));
    });
  }

  it('says that the system went to sleep; a continuous one says that it waits, and goes on', async () => {
    const { index } = controller;
    const once = new Discovered(discover(mgmt, index));
    const forEver = new Discovered(discover(mgmt, index, { continuous: true }));
    for (const run of [once, forEver]) await run.first();
    sleep([index], true);
    const error = await once.ended;
    assert.ok(isStatusError(error, 'Cancelled'), String(error));
    assert.match(error.message, /went to sleep/);
    const { problem } = await phase('waiting');
    assert.match(String(problem?.message), /went to sleep/);
    sleep([index], false);
    const state = await phase('discovering');
    assert.deepEqual(state.addressTypes, LOW_ENERGY);
    await forEver.next();
    assert.equal(forEver.end, undefined);
    const stopped = firstValueFrom(other.event$('Discovering', index));
    forEver.subscription.unsubscribe();
    assert.equal((await stopped).discovering, false);
  });
});

describe('An inquiry that is cut short', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  const { index } = FIRST;

  before(async () => {
    mountDebugfs();
    await ready(mgmt, index);
    await reset(mgmt, index);
    await firstValueFrom(mgmt.command$('SetPowered', index, true));
  });

  it('for sleep says so; a continuous one goes on', async () => {
    const state$ = discoveryState(mgmt, index);
    const phase = (wanted: string) => firstValueFrom(state$.pipe(filter(({ phase }) => phase === wanted)));
    const options = { addressTypes: ['BREDR'] } as const;
    const once = new Discovered(discover(mgmt, index, options));
    const forEver = new Discovered(discover(mgmt, index, { ...options, continuous: true }));
    await phase('discovering');
    sleep([index], true);
    const error = await once.ended;
    assert.ok(isStatusError(error, 'Cancelled'), String(error));
    await phase('waiting');
    sleep([index], false);
    await phase('discovering');
    assert.equal(forEver.end, undefined);
    forEver.subscription.unsubscribe();
    await phase('idle');
  });

  it('by another program that switches off fails', async () => {
    const run = new Discovered(discover(mgmt, index, { addressTypes: ['BREDR'], continuous: true }));
    await firstValueFrom(discoveryState(mgmt, index).pipe(filter(({ phase }) => phase === 'discovering')));
    await firstValueFrom(mgmt.command$('SetPowered', index, false));
    const error = await run.ended;
    assert.ok(isStatusError(error, 'NotPowered'), String(error));
  });
});
