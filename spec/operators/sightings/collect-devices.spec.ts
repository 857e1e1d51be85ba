import type { CollectOptions, ListedDevice, Sighting } from 'rx-btmgmt';
import { collectDevices } from 'rx-btmgmt';
import { companyName, serviceName } from 'rx-btmgmt/assigned-numbers';
import { Subject, VirtualTimeScheduler, map, of, take } from 'rxjs';
import { marbles } from '../../support/marbles.js';
import { inTime } from './marbles.js';
import { A, B, C, seen } from './sighting.js';

const values: Readonly<Record<string, Sighting>> = {
  a: seen({ address: A, rssi: -70, name: 'Zoe' }),
  b: seen({ address: B, rssi: -50 }),
  c: seen({ address: C, rssi: undefined, name: 'Ann' }),
};
const LETTERS: Readonly<Record<string, string>> = { [A]: 'a', [B]: 'b', [C]: 'c' };
const letters = map((devices: readonly ListedDevice[]) => devices.map(({ address }) => LETTERS[address]).join(''));
const lists = { 0: '', 1: 'a', 2: 'ab', 3: 'abc', 4: 'b', 5: 'bc' };

describe('collectDevices', () => {
  it.each<[what: string, options: CollectOptions, says: string, becomes: string]>([
    ['an empty one at once', {}, '----', '0---'],
    ['at most one in a period', { period: 5 }, '-ab-c---c-----c', '0----3----3----3'],
    ['one at once after a long silence', { period: 3 }, '-a-------b-----', '0--1-----2-----'],
    ['the last one before the end', { period: 5 }, '-ab|', '0--(2|)'],
    ['no more than there was before the end', { period: 2 }, '-a---|', '0-1--|'],
    ['an error', {}, '-a-#', '0--#'],
    [
      'one without those that are lost',
      { period: 1, lostAfter: 5 },
      '-a-b-b-----------',
      '01-2-24----0'.replace('24----0', '24---0'),
    ],
    ['one with at most so many', { period: 1, maxDevices: 2 }, '-a-b-c', '01-2-5'],
  ])('emits %s', (_, options, says, becomes) => {
    marbles(({ hot, expectObservable, scheduler }) => {
      const list$ = hot(says, values).pipe(inTime(scheduler), collectDevices(options), letters);
      expectObservable(list$, '^ 50ms !').toBe(becomes, lists);
    });
  });

  it('leaves out those that are lost', () => {
    marbles(({ hot, expectObservable, scheduler }) => {
      const list$ = hot('-a-b-b---', values).pipe(
        inTime(scheduler),
        collectDevices({ period: 1, lostAfter: 5 }),
        letters,
      );
      expectObservable(list$, '^-------------!').toBe('01-2-24---0', lists);
    });
  });

  it('ends with its subscriber, and leaves no timer', () => {
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source$ = hot<Sighting>('-ab--', values);
      expectObservable(source$.pipe(collectDevices(), letters), '^--!').toBe('0---', lists);
      expectObservable(hot<Sighting>('-a', values).pipe(collectDevices(), letters, take(1))).toBe('(0|)', lists);
      expectSubscriptions(source$.subscriptions).toBe('^--!');
      scheduler.schedule(() => expect(scheduler.actions.length).toBe(0), 10);
    });
  });

  it.each<[CollectOptions['sortBy'], string]>([
    [undefined, 'abc'],
    ['rssi', 'bac'],
    ['name', 'cab'],
    ['lastSeen', 'cba'],
    ['address', 'abc'],
    [(one, other) => other.address.localeCompare(one.address), 'cba'],
  ])('sorts by %p', (sortBy, order) => {
    const sightings = Object.values(values).map((sighting, time) => ({ ...sighting, time }));
    let last: string | undefined;
    of(...sightings)
      .pipe(collectDevices(sortBy === undefined ? {} : { sortBy }), letters)
      .subscribe((list) => (last = list));
    expect(last).toBe(order);
  });

  it('keeps the objects of what has not changed, and knows names', () => {
    const time = new VirtualTimeScheduler();
    const source$ = new Subject<Sighting>();
    const got: (readonly ListedDevice[])[] = [];
    source$
      .pipe(collectDevices({ period: 0, scheduler: time, lostAfter: Infinity, companyName, serviceName }))
      .subscribe((list) => got.push(list));
    const battery = '0000180f-0000-1000-8000-00805f9b34fb';
    source$.next(
      seen({ address: A, services: [battery], manufacturerData: [{ company: 0x4c, data: new Uint8Array() }] }),
    );
    time.flush();
    source$.next(seen({ address: B, manufacturerData: [{ company: 0xfffe, data: new Uint8Array() }] }));
    time.flush();
    expect(got.map(({ length }) => length)).toEqual([0, 1, 2]);
    expect(got[2]?.[0]).toBe(got[1]?.[0]);
    expect(got[2]?.[0]).toMatchObject({ companies: ['Apple, Inc.'], serviceNames: ['Battery Service'] });
    expect(got[2]?.[1]).toMatchObject({ companies: [], serviceNames: [] });
  });

  it('fails as the functions that it is given', () => {
    const failure = new Error('of the application');
    let error: unknown;
    of(seen({ services: ['x'] }))
      .pipe(
        collectDevices({
          serviceName: () => {
            throw failure;
          },
        }),
      )
      .subscribe({ error: (why: unknown) => (error = why) });
    expect(error).toBe(failure);
  });

  it.each([{ period: -1 }, { sortBy: 'strength' }, { companyName: 'x' }, { serviceName: null }, { periode: 1 }])(
    'refuses %p',
    (options) => {
      expect(() => collectDevices(options as unknown as CollectOptions)).toThrow(
        /period|sortBy|companyName|serviceName/,
      );
    },
  );
});
