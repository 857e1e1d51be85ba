import type { Sighting } from 'rx-btmgmt';
import type { MonoTypeOperatorFunction, Observable, SchedulerLike } from 'rxjs';
import { map } from 'rxjs';
import { marbles } from '../../support/marbles.js';

type Values = Readonly<Record<string, Sighting>>;

/** Gives each sighting the time at which it comes. */
export const inTime = (scheduler: SchedulerLike): MonoTypeOperatorFunction<Sighting> =>
  map((sighting) => ({ ...sighting, time: scheduler.now() }));

/** Which sightings of a diagram an operator lets through; then what all of them do: nothing, an error, the end, leaving early. */
export function letsThrough(
  operator: () => MonoTypeOperatorFunction<Sighting>,
  values: Values,
  says: string,
  expected: string,
): void {
  marbles(({ hot, expectObservable, scheduler }) => {
    const nameOf = (sighting: Sighting): string | undefined =>
      Object.keys(values).find((name) => values[name]?.bytes === sighting.bytes);
    const through$: Observable<unknown> = hot(says, values).pipe(inTime(scheduler), operator(), map(nameOf));
    expectObservable(through$).toBe(expected);
  });
}

/** What holds for every operator that lets through or changes sightings. */
export function behavesLikeAnOperator(operator: () => MonoTypeOperatorFunction<Sighting>, values: Values): void {
  it.each([
    ['nothing that comes', '-----', '-----'],
    ['the end', '--|', '--|'],
    ['an error', '--#', '--#'],
  ])('passes on %s', (_, says, expected) => {
    letsThrough(operator, values, says, expected);
  });

  it('ends with its subscriber, and leaves no timer', () => {
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source$ = hot<Sighting>('-a---', { a: Object.values(values)[0]! });
      expectObservable(
        source$.pipe(
          operator(),
          map(() => 'a'),
        ),
        '^--!',
      ).toBe('-a--');
      expectSubscriptions(source$.subscriptions).toBe('^--!');
      scheduler.schedule(() => expect(scheduler.actions.length).toBe(0), 10);
    });
  });

  it('begins anew for each subscriber', () => {
    marbles(({ cold, expectObservable, scheduler }) => {
      const result$ = cold<Sighting>('a|', { a: Object.values(values)[0]! }).pipe(
        inTime(scheduler),
        operator(),
        map(() => 'a'),
      );
      expectObservable(result$).toBe('a|');
      expectObservable(result$, '---^').toBe('---a|');
    });
  });
}
