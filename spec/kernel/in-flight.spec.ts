import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { defer, firstValueFrom, forkJoin, map, retry, throwError, timer, type Observable } from 'rxjs';
import { isStatusError } from 'rx-btmgmt';
import { FIRST, openDuringSuite, PAIR, ready, reset, SECOND } from './support/controllers.js';

const COUNT = 1_000;

/**
 * The kernel answers SetLocalName before it takes the command off its list (set_name_complete in net/bluetooth/mgmt.c). One
 * that comes in between is refused as Busy: seen on 6.1, once in some hundred.
 */
const untilNotBusy = retry<string>({
  delay: (error: unknown) => (isStatusError(error, 'Busy') ? timer(10) : throwError(() => error)),
});

describe('Many commands in flight', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();

  before(async () => {
    for (const { index } of PAIR) {
      await ready(mgmt, index);
      await reset(mgmt, index);
    }
    // One answers at once, the other when its controller has done it.
    await firstValueFrom(mgmt.command$('SetPowered', FIRST.index, true));
  });

  it('1 000 over two controllers: each gets its own answer', async () => {
    let [waiting, most] = [0, 0];
    const expected: string[] = [];
    const answers: Observable<string>[] = Array.from({ length: COUNT }, (_, i) => {
      const { index, address } = PAIR[i % 2 === 0 ? 0 : 1];
      const name = `name ${String(i)}`;
      // Every other pair of commands is another one: they overtake each other.
      const isName = i % 4 < 2;
      expected.push(isName ? name : address);
      const answer$ = isName
        ? mgmt.command$('SetLocalName', index, name, '').pipe(
            map((reply) => reply.name),
            untilNotBusy,
          )
        : mgmt.command$('ReadControllerInformation', index).pipe(map((reply) => reply.address));
      return defer(() => {
        waiting += 1;
        most = Math.max(most, waiting);
        return answer$.pipe(
          map((answer) => {
            waiting -= 1;
            return answer;
          }),
        );
      });
    });
    assert.deepEqual(await firstValueFrom(forkJoin(answers)), expected);
    assert.equal(waiting, 0);
    assert.equal(most, COUNT);
  });

  it('carried them out in order, where none was refused', async () => {
    const { name } = await firstValueFrom(mgmt.command$('ReadControllerInformation', SECOND.index));
    assert.equal(name, 'name 997');
  });
});
