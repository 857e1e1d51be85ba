import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { FIRST, openDuringSuite, ready, reset } from './support/controllers.js';
import { plugIn } from './support/plug-in.js';
import { runProgram } from './support/run-program.js';

const index = String(FIRST.index);

describe('The examples', { timeout: 90_000 }, () => {
  const mgmt = openDuringSuite();

  before(async () => {
    await ready(mgmt, FIRST.index);
    await reset(mgmt, FIRST.index);
  });

  it('power switches a controller on and off', async () => {
    const on = await runProgram('examples/power', { args: [index, 'on'] });
    assert.deepEqual(on, { code: 0, signal: null, lines: ['hci0 is on'], stderr: '' });
    const off = await runProgram('examples/power', { args: [index, 'off'] });
    assert.deepEqual(off, { code: 0, signal: null, lines: ['hci0 is off'], stderr: '' });
  });

  it('power says what is wrong', async () => {
    const { code, lines, stderr } = await runProgram('examples/power', { args: ['77', 'on'] });
    assert.deepEqual([code, lines], [1, []]);
    assert.match(stderr, /^SetPowered on controller 77: InvalidIndex \(0x11\)\. There is no such controller/);
  });

  it('device-found prints the first device, and ends', async () => {
    const controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    try {
      const { code, lines, stderr } = await runProgram('examples/device-found', { args: [String(controller.index)] });
      assert.deepEqual([code, stderr], [0, '']);
      assert.deepEqual(lines, ['New device found C0:00:00:00:00:00']);
    } finally {
      await controller.unplug();
    }
  });
});
