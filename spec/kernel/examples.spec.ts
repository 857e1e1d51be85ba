import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { lastValueFrom } from 'rxjs';
import { advertiseWhenScanned } from './support/advertise.js';
import { FIRST, LOW_ENERGY, PAIR, SECOND, openDuringSuite, ready, reset } from './support/controllers.js';
import type { PluggedIn } from './support/plug-in.js';
import { plugIn } from './support/plug-in.js';
import { runProgram } from './support/run-program.js';

const index = String(FIRST.index);
const soundly = { code: 0, signal: null, stderr: '' };

describe('The examples', { timeout: 300_000 }, () => {
  const mgmt = openDuringSuite();

  before(async () => {
    for (const controller of PAIR) {
      await ready(mgmt, controller.index);
      await reset(mgmt, controller.index);
    }
  });

  /** Fails with Busy if an example has left a discovery behind. */
  const assertNoDiscovery = async (controller: number): Promise<void> => {
    await lastValueFrom(mgmt.command$('StartDiscovery', controller, LOW_ENERGY));
    await lastValueFrom(mgmt.command$('StopDiscovery', controller, LOW_ENERGY));
  };

  /** As a controller is that nobody has set up, or one that bluetoothd was told to use for BR/EDR only. */
  const withoutLowEnergy = async (powered: boolean): Promise<void> => {
    await reset(mgmt, FIRST.index);
    await lastValueFrom(mgmt.command$('SetLowEnergy', FIRST.index, false));
    if (powered) await lastValueFrom(mgmt.command$('SetPowered', FIRST.index, true));
  };

  it('power switches a controller on and off', async () => {
    const on = await runProgram('examples/power', { args: [index, 'on'] });
    assert.deepEqual(on, { code: 0, signal: null, lines: ['hci0 is on'], stderr: '' });
    const off = await runProgram('examples/power', { args: [index, 'off'] });
    assert.deepEqual(off, { code: 0, signal: null, lines: ['hci0 is off'], stderr: '' });
  });

  it('power, and any program, shows its frames to who asks with NODE_DEBUG', async () => {
    const { code, lines, stderr } = await runProgram('examples/power', {
      args: [index, 'off'],
      through: ['env', 'NODE_DEBUG=rx-btmgmt'],
    });
    assert.deepEqual([code, lines], [0, ['hci0 is off']]);
    const said = stderr.split('\n').flatMap((line) => /^RX-BTMGMT .* socket 1: (.*)$/.exec(line)?.[1] ?? []);
    assert.deepEqual(said, [
      'opening the management channel',
      '> SetPowered (0x0005), controller 0',
      '< CommandComplete (0x0001) of SetPowered, controller 0',
      'closed',
    ]);
  });

  it('power says what is wrong', async () => {
    const { code, lines, stderr } = await runProgram('examples/power', { args: ['77', 'on'] });
    assert.deepEqual([code, lines], [1, []]);
    assert.match(stderr, /^SetPowered on controller 77: InvalidIndex \(0x11\)\. There is no such controller/);
  });

  it('device-found prints the first device, and ends', async () => {
    const controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    try {
      const { lines, ...ended } = await runProgram('examples/device-found', { args: [String(controller.index)] });
      assert.deepEqual(ended, soundly);
      assert.deepEqual(lines, ['New device found C0:00:00:00:00:00']);
      await assertNoDiscovery(controller.index);
    } finally {
      await controller.unplug();
    }
  });

  for (const powered of [false, true]) {
    it(`device-found works with a controller that is ${powered ? 'on' : 'off'} and has Low Energy off`, async () => {
      await withoutLowEnergy(powered);
      await lastValueFrom(mgmt.command$('SetPowered', SECOND.index, true));
      const heard = advertiseWhenScanned(mgmt).subscribe();
      const { lines, ...ended } = await runProgram('examples/device-found', { args: [index] });
      heard.unsubscribe();
      assert.deepEqual(ended, soundly);
      // The second controller, under its own address or, while it can't be connected to, under one that it makes up.
      assert.match(lines.join('\n'), /^New device found (?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/);
      await assertNoDiscovery(FIRST.index);
    });
  }

  it('gateway switches an adapter on, and lists what it hears when it is back at another index', async () => {
    const address = '00:AA:01:02:03:05';
    const hearing = (advertisers: string) => ['--advertisers', advertisers, '--repeat', '--address', address];
    const first = await plugIn(mgmt, ...hearing('1'));
    let moved: Promise<readonly PluggedIn[]> | undefined;
    const move = async (): Promise<readonly PluggedIn[]> => {
      await first.unplug();
      const other = await plugIn(mgmt);
      return [other, await plugIn(mgmt, ...hearing('2'))];
    };
    const { lines, ...ended } = await runProgram('examples/gateway', {
      args: [address],
      onLine: (line, interrupt) => {
        if (line.endsWith(' hears sensor 0')) moved ??= move();
        if (line.endsWith(' hears sensor 0, sensor 1')) interrupt();
      },
    });
    const plugged = (await moved) ?? [];
    for (const { unplug } of plugged) await unplug();
    assert.deepEqual(ended, soundly);
    assert.ok(lines.includes(`${address}: Absent`), lines.join('\n'));
    assert.notEqual(plugged[1]?.index, first.index);
  });

  it('presence says who has come, and stops scanning on Ctrl-C', async () => {
    const controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    try {
      const { lines, ...ended } = await runProgram('examples/presence', {
        args: [String(controller.index)],
        onLine: (_, interrupt) => interrupt(),
      });
      assert.deepEqual(ended, soundly);
      assert.deepEqual(lines, ['C0:00:00:00:00:00 arrived']);
      await assertNoDiscovery(controller.index);
    } finally {
      await controller.unplug();
    }
  });
});
