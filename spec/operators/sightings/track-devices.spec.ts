import type { DeviceChange, Sighting, TrackOptions } from 'rx-btmgmt';
import { trackDevices } from 'rx-btmgmt';
import { Subject, VirtualTimeScheduler, map, take } from 'rxjs';
import { marbles } from '../../support/marbles.js';
import { inTime } from './marbles.js';
import { A, B, C, HERE, THERE, seen } from './sighting.js';

const values: Readonly<Record<string, Sighting>> = {
  a: seen({ address: A }),
  b: seen({ address: B }),
  c: seen({ address: C }),
};
const LETTERS: Readonly<Record<string, string>> = { [A]: 'a', [B]: 'b', [C]: 'c' };

/** `a`: found; `+a`: updated; `-a`: lost. */
const short = map(({ change, device }: DeviceChange): string => {
  return `${{ found: '', updated: '+', lost: '-' }[change]}${LETTERS[device.address]}`;
});
const expected = { a: 'a', b: 'b', c: 'c', u: '+a', v: '+b', w: '+c', x: '-a', y: '-b', z: '-c' };

/** A clock that is set now and then. */
class SetClock extends VirtualTimeScheduler {
  offset = 0;
  override now = (): number => this.frame + this.offset;
}

describe('trackDevices', () => {
  it.each<[what: string, options: TrackOptions, says: string, becomes: string, until: string]>([
    ['nothing if nobody is heard', {}, '------', '------', '^-----!'],
    ['who is found and heard again', {}, 'a-b-a-b', 'a-b-u-v', '^------!'],
    ['the end, without losing anybody', {}, 'a-|', 'a-|', '^ 70s !'],
    ['an error', {}, 'a-#', 'a-#', '^ 70s !'],
    ['who is lost', { lostAfter: 3 }, 'a---------', 'a--x', '^ 70s !'],
    ['who is lost after others, and found again', { lostAfter: 3 }, 'ab-a-----a', 'ab-uy-x--a', '^----------!'],
    ['nobody, if they never are', { lostAfter: Infinity }, 'a 43200m a', 'a 43200m u', '^ 50000m !'],
    ['who was heard longest ago as lost when there are too many', { maxDevices: 2 }, 'abac', 'abu(yc)', '^----!'],
    ['the default of a minute', {}, 'a 70s -', 'a 59999ms x', '^ 70s !'],
  ])('tells %s', (_, options, says, becomes, until) => {
    marbles(({ hot, expectObservable, scheduler }) => {
      const changes$ = hot(says, values).pipe(inTime(scheduler), trackDevices(options), short);
      expectObservable(changes$, until).toBe(becomes, expected);
    });
  });

  it('loses those that are silent together at once', () => {
    marbles(({ hot, expectObservable, scheduler }) => {
      const changes$ = hot('(ab)', values).pipe(inTime(scheduler), trackDevices({ lostAfter: 10 }), short);
      expectObservable(changes$, '^ 20ms !').toBe('(ab) 6ms (xy)', expected);
    });
  });

  it('learns how long each device is silent', () => {
    marbles(({ hot, expectObservable, scheduler }) => {
      // 16 times, each after a second.
      const often = 'a 999ms '.repeat(16);
      const changes$ = hot(`${often} -`, values).pipe(inTime(scheduler), trackDevices({ lostAfter: 'learned' }), short);
      expectObservable(changes$, '^ 60s !').toBe(`a 999ms ${'u 999ms '.repeat(15)} 5s x`, expected);
    });
  });

  it('waits long for a device that it does not know yet', () => {
    marbles(({ hot, expectObservable, scheduler }) => {
      const changes$ = hot('a', values).pipe(inTime(scheduler), trackDevices({ lostAfter: 'learned' }), short);
      expectObservable(changes$, '^ 300s !').toBe('a 194999ms x', expected);
    });
  });

  it('ends with its subscriber, also in the middle, and leaves no timer', () => {
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source$ = hot<Sighting>('ab--', values);
      expectObservable(source$.pipe(trackDevices({ lostAfter: 100 }), short), '^--!').toBe('ab', expected);
      const early$ = hot<Sighting>('-(ab)', values);
      expectObservable(early$.pipe(trackDevices({ lostAfter: 100 }), take(1), short)).toBe('-(a|)', expected);
      expectSubscriptions(source$.subscriptions).toBe('^--!');
      expectSubscriptions(early$.subscriptions).toBe('^!');
      scheduler.schedule(() => expect(scheduler.actions.length).toBe(0), 10);
    });
  });

  it('keeps what is known of a device, and when and how often it was heard', () => {
    const source$ = new Subject<Sighting>();
    let last: DeviceChange | undefined;
    source$.pipe(trackDevices({ scheduler: new VirtualTimeScheduler() })).subscribe((change) => (last = change));
    const acme = { company: 1, data: Uint8Array.of(1) };
    const other = { company: 2, data: Uint8Array.of(2) };
    source$.next(seen({ time: 10, name: 'Sensor', services: ['x'], manufacturerData: [acme], appearance: 5 }));
    source$.next(seen({ time: 20, services: ['y'], manufacturerData: [other], rssi: -40 }));
    expect(last).toMatchObject({
      change: 'updated',
      device: {
        name: 'Sensor',
        services: ['x', 'y'],
        manufacturerData: [other, acme],
        appearance: 5,
        rssi: -40,
        time: 20,
        firstSeen: 10,
        lastSeen: 20,
        count: 2,
        heardBy: [{ controller: HERE, rssi: -40, lastSeen: 20 }],
      },
    });
    expect(structuredClone(last)).toEqual(last);
  });

  it('keeps no more than can be true of a device that says something else each time', () => {
    const source$ = new Subject<Sighting>();
    let last: DeviceChange | undefined;
    source$.pipe(trackDevices()).subscribe((change) => (last = change));
    const data = new Uint8Array();
    for (let n = 0; n < 1000; n++) {
      source$.next(
        seen({ services: [`${n}`], serviceData: [{ uuid: `${n}`, data }], manufacturerData: [{ company: n, data }] }),
      );
    }
    expect(last?.device).toMatchObject({
      services: { length: 64 },
      serviceData: { length: 64 },
      manufacturerData: { length: 64 },
    });
    source$.complete();
  });

  it('gives a device once that several controllers hear, with who hears it best', () => {
    const source$ = new Subject<Sighting>();
    const who: (number | undefined)[] = [];
    let heardBy = 0;
    source$.pipe(trackDevices({ scheduler: new VirtualTimeScheduler() })).subscribe(({ change, device }) => {
      heardBy = device.heardBy.length;
      who.push(change === 'found' ? undefined : device.controller.index);
    });
    const hear = (time: number, controller: typeof HERE, rssi: number): void =>
      source$.next(seen({ time, controller, rssi }));
    hear(0, HERE, -60);
    // Better, but not by much: it does not wander.
    hear(1_000, THERE, -50);
    hear(2_000, HERE, -62);
    // Clearly better.
    for (let i = 3; i < 8; i++) hear(i * 1_000, THERE, -30);
    // The one that was better is silent.
    for (let i = 8; i < 50; i++) hear(i * 1_000, HERE, -70);
    expect(who.slice(0, 3)).toEqual([undefined, 0, 0]);
    expect(who[7]).toBe(1);
    expect(who[8]).toBe(1);
    expect(who.at(-1)).toBe(0);
    expect(heardBy).toBe(2);
  });

  it('is not misled by a clock that is set', () => {
    const time = new SetClock();
    const source$ = new Subject<Sighting>();
    const said: string[] = [];
    source$.pipe(trackDevices({ lostAfter: 1_000, scheduler: time }), short).subscribe((change) => said.push(change));
    const pass = (milliseconds: number): void => {
      time.maxFrames = time.frame + milliseconds;
      time.schedule(() => undefined, milliseconds);
      time.flush();
    };
    source$.next(values['a']!);
    pass(500);
    time.offset = 3_600_000;
    source$.next(values['b']!);
    pass(400);
    time.offset = -3_600_000;
    source$.next(values['b']!);
    expect(said).toEqual(['a', 'b', '+b']);
    pass(2_000);
    expect(said).toEqual(['a', 'b', '+b', '-a', '-b']);
  });

  it.each([{ lostAfter: 0 }, { lostAfter: 'learnt' }, { maxDevices: 0 }, { scheduler: {} }, { lostafter: 1 }])(
    'refuses %p',
    (options) => {
      expect(() => trackDevices(options as TrackOptions)).toThrow(/lostAfter|maxDevices|scheduler/);
    },
  );
});
