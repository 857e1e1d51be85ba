import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { openDuringSuite } from './support/controllers.js';

const COMMANDS = 100;

describe('Answers that Linux gives inside of send', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  it('cost no turn of the event loop', async () => {
    const version$ = mgmt.command$('ReadManagementVersionInformation', null);
    let turns = 0;
    let next = setImmediate(function count() {
      turns += 1;
      next = setImmediate(count);
    });
    for (let n = 0; n < COMMANDS; n++) await firstValueFrom(version$);
    clearImmediate(next);
    assert.equal(turns, 0);
  });

  it('never come inside of the call', async () => {
    let isCalling = true;
    const answered = new Promise<boolean>((resolve) => {
      mgmt.command$('ReadControllerIndexList', null).subscribe(() => resolve(isCalling));
    });
    isCalling = false;
    assert.equal(await answered, false);
  });
});
