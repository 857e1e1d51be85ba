import { NEVER, Subject, concat, of, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { Turns } from '../../src/controllers/turns.js';

/** What was done, in turns. */
class Doings {
  readonly log: string[] = [];
  readonly #turns = new Turns();

  take(name: string, work$: Observable<unknown>): { unsubscribe(): void } {
    const note = (what: string) => () => void this.log.push(`${name} ${what}`);
    return this.#turns
      .take(concat(of('begins'), work$))
      .subscribe({ next: () => this.log.push(name), error: note('fails'), complete: note('ends') });
  }
}

describe('Turns', () => {
  it('are taken one after the other, whatever becomes of the one before', () => {
    const doings = new Doings();
    const [first, second] = [new Subject<never>(), new Subject<never>()];
    doings.take('a', first);
    doings.take('b', second);
    doings.take(
      'c',
      throwError(() => new Error('c')),
    );
    doings.take('d', of());
    expect(doings.log).toEqual(['a']);
    first.complete();
    expect(doings.log).toEqual(['a', 'a ends', 'b']);
    second.error(new Error('b'));
    expect(doings.log.slice(3)).toEqual(['b fails', 'c', 'c fails', 'd', 'd ends']);
  });

  it('pass on to the next when one leaves in the middle of its own', () => {
    const doings = new Doings();
    const leaving = doings.take('a', NEVER);
    doings.take('b', of());
    expect(doings.log).toEqual(['a']);
    leaving.unsubscribe();
    expect(doings.log).toEqual(['a', 'b', 'b ends']);
  });

  it('wait for the one before when one leaves that was still waiting', () => {
    const doings = new Doings();
    const first = new Subject<never>();
    doings.take('a', first);
    const leaving = [doings.take('b', of()), doings.take('c', of())];
    doings.take('d', of());
    for (const each of leaving) each.unsubscribe();
    expect(doings.log).toEqual(['a']);
    first.complete();
    expect(doings.log).toEqual(['a', 'a ends', 'd', 'd ends']);
  });
});
