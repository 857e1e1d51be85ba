import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom } from 'rxjs';
import { hciSocket } from 'rx-btmgmt/linux';
import { serveMgmt } from 'rx-btmgmt/websocket-server';
import { FIRST, openDuringSuite, ready, reset, SECOND } from './support/controllers.js';
import { runProgram } from './support/run-program.js';

const TOKEN = '0123456789abcdef';

describe('A bridge to a kernel', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  it('lets another process discover, advertise and pair, not see or load keys, and leaves no discovery behind', async () => {
    for (const { index } of [FIRST, SECOND]) {
      await ready(mgmt, index);
      await reset(mgmt, index);
    }
    const discovering = firstValueFrom(
      mgmt.event$('Discovering', FIRST.index).pipe(filter(({ discovering: runs }) => runs === true)),
    );
    const over = discovering.then(() =>
      firstValueFrom(mgmt.event$('Discovering', FIRST.index).pipe(filter(({ discovering: runs }) => runs === false))),
    );
    const bridge = await serveMgmt(hciSocket(), { port: 0, token: TOKEN, allow: 'owning' });
    const { code, lines, stderr } = await runProgram('bridge-client', { args: [bridge.url ?? '', TOKEN] });
    await over;
    await bridge.close();
    assert.deepEqual(
      { code, lines, stderr },
      {
        code: 0,
        lines: [
          JSON.stringify({ address: SECOND.address, addressType: 'LEPublic' }),
          JSON.stringify({ step: 'paired', keys: 0, shown: 2, same: 1 }),
          '"PermissionDenied"',
        ],
        stderr: '',
      },
    );
    for (const { index } of [FIRST, SECOND]) await reset(mgmt, index);
  });
});
