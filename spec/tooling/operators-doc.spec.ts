import type { OperatorFunction } from 'rxjs';
import { map } from 'rxjs';
import * as operators from '../../src/operators/sightings/index.js';
import { marbles } from '../support/marbles.js';
import { snippetsOf, textOf } from './markdown.js';
import type { Lettered } from './operator-pictures.js';
import { given, letterOf, letters, picturesOf } from './operator-pictures.js';
import { runInWorld } from './operator-world.js';
import { loadWith, runSnippet } from './run-snippet.js';

const PAGE = 'docs/operators.md';
const pictures = picturesOf(PAGE);
const snippets = snippetsOf(PAGE);

const ADDRESS = '(?:[0-9A-F]{2}:){5}[0-9A-F]{2}';

/** Each of the examples of the page: a part of it, what each line that it prints is like, and lines that are among them. */
const prints: readonly (readonly [part: string, each: RegExp, some?: readonly RegExp[]])[] = [
  ['rssi, name, services', new RegExp(`^${ADDRESS} -\\d+ `), [/^00:00:00:00:00:03 -80 Door 7 \[\]$/]],
  ['activeWindows:', /^00:00:00:00:00:03 \[ \{ uuid: '0000fcd2-.* \]$/],
  ["lostAfter: 'learned'", new RegExp(`^(found|updated) ${ADDRESS} `)],
  ['merge(scan', /^7 0\.69\d+ [12]$/, [/^7 .* 2$/]],
  ['collectDevices({ sortBy', /^\[.*\]$/, [/^\[\]$/, /companies: \[ 'Ruuvi Innovations Ltd\.' \]/]],
  ['distinctDevices()', new RegExp(`^${ADDRESS}$`)],
  ['.pipe(minRssi(-70))', new RegExp(`^${ADDRESS} -[1-6]\\d$`)],
  ['distinctPayload({', /^00:00:00:00:00:03 \[ \{ uuid: '0000fcd2-.* \]$/, [/64, 26, 0/, /64, 26, 1/]],
  ['throttlePerDevice(10_000)', new RegExp(`^${ADDRESS} \\d+$`)],
  ['smoothRssi({ weight', new RegExp(`^${ADDRESS} -[1-6]\\d(\\.\\d+)?$`)],
  ['distance({ exponent', /^beacon 0\.398\d+ 1\.359\d+$/],
  [
    "ofService('180f', 'fcd2')",
    /^(00:00:00:00:00:0[13]|\[ \{ company: 1177, .*|DOOR 7)$/,
    [/:01$/, /:03$/, /1177/, /DOOR 7/],
  ],
  ['ofBeacon(parseIBeacon, parseEddystone)', /^00:00:00:00:00:04 \{.* minor: 7.*\}$/],
  ['resolveAddresses(keys), trackDevices', new RegExp(`^${ADDRESS} `), [/^00:1A:7D:DA:71:13 70:81:94:0D:FB:AA$/]],
];

describe('The page of operators', () => {
  it('has a heading, a picture and an example for each of them', () => {
    const names = pictures.flatMap(({ heading }) => heading.split(', '));
    const inExamples = (name: string): boolean => snippets.some(({ code }) => code.includes(`${name}(`));
    expect(names.sort()).toEqual(Object.keys(operators).sort());
    expect(names.filter((name) => !inExamples(name))).toEqual([]);
  });

  const drawn = pictures.flatMap(({ heading, heard, becomes }) =>
    becomes.map(([operator, becoming]) => ({ heading, heard, operator, becoming })),
  );

  it.each(drawn)('has a true picture of $operator', ({ heading, heard, operator, becoming }) => {
    const { made } = runSnippet({ code: `export const made = ${operator};` }, loadWith({}), given) as {
      made: OperatorFunction<Lettered, Lettered>;
    };
    marbles(({ hot, expectObservable, scheduler }) => {
      const result$ = hot(heard, letters[heading]).pipe(
        map((sighting) => ({ ...sighting, time: scheduler.now() })),
        made,
        map(letterOf),
      );
      expectObservable(result$, `^${'-'.repeat(heard.length)}!`).toBe(becoming);
    });
  });

  it('has true numbers in its pictures', () => {
    expect(textOf(PAGE)).toContain('a device: -60, -70, -70\nsmoothRssi()   -a---b---c-   -60, -63, -65.1\n');
    expect(textOf(PAGE)).toContain('likely 6.3 m, from 3 to 13.2 m\n');
    const [away] = Object.values(letters['distance'] ?? {});
    marbles(({ cold, expectObservable }) => {
      const smooth$ = cold('abc', letters['smoothRssi']).pipe(operators.smoothRssi());
      expectObservable(smooth$.pipe(map(({ rssi }) => Math.round(rssi! * 10) / 10))).toBe('xyz', {
        x: -60,
        y: -63,
        z: -65.1,
      });
      const guess$ = cold('a', { a: { ...away!, beacon: { measuredPower: -59 } } }).pipe(operators.distance());
      const text = map(({ distance: of }: { distance: operators.Distance | undefined }) =>
        [of?.likely, of?.from, of?.to].map((metres) => metres?.toFixed(1)).join(),
      );
      expectObservable(guess$.pipe(text)).toBe('a', { a: '6.3,3.0,13.2' });
    });
  });

  it('has these examples', () => {
    const found = snippets.map(({ code }) => prints.filter(([part]) => code.includes(part)).map(([part]) => part));
    expect(found).toEqual(prints.map(([part]) => [part]));
  });

  it.each(prints.map(([part, each, some = []]) => ({ part, each, some })))(
    'has an example, $part, that prints what it should on the simulated kernel',
    async ({ part, each, some }) => {
      const printed = await runInWorld(snippets.find(({ code }) => code.includes(part))!);
      expect(printed.length).toBeGreaterThan(0);
      expect(printed.filter((line) => !each.test(line))).toEqual([]);
      expect(some.filter((wanted) => !printed.some((line) => wanted.test(line)))).toEqual([]);
    },
  );
});
