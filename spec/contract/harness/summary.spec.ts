import { nameOf, Reporter, type Place, type Report } from './report.js';
import { scenario, type ScenarioOptions } from './scenario.js';
import { flaws, PLACES, summary } from './summary.js';
import { parse } from './transcripts.js';

const of = (title: string, skip: ScenarioOptions['skip'] = {}) =>
  scenario(title, { on: 'dual', skip }, () => Promise.resolve());

const domains = { power: [of('on'), of('off', { '6.1': 'it hangs', simulator: 'no time' })] };
const ON_ALL = '=== on\n> a\n';
const OFF = '=== off [only 6.12 newest]\n> a\n';

describe('flaws', () => {
  const found = (text: string) => flaws(domains, new Map([['power', parse(text)]]));

  it('are none if each scenario has a transcript where it runs', () => {
    expect(found(ON_ALL + OFF)).toEqual([]);
  });

  it.each([
    ['no transcript', OFF, 'power: on: no transcript of 6.1, 6.12, newest'],
    ['one kernel missing', `=== on [only 6.1 newest]\n> a\n${OFF}`, 'power: on: no transcript of 6.12'],
    ['a skipped kernel', `${ON_ALL}=== off\n> a\n`, 'power: off: a transcript of 6.1, where it is skipped'],
    ['no scenario', `${ON_ALL}${OFF}=== gone\n> a\n`, 'power: gone: a transcript without a scenario'],
  ])('%s', (_, text, flaw) => {
    expect(found(text)).toEqual([flaw]);
  });

  it('are transcripts of a domain that is not there', () => {
    expect(flaws({}, new Map([['power', parse(ON_ALL)]]))).toEqual(['power: there are transcripts, but no scenarios']);
  });

  it('are scenarios that run nowhere, and two with one title', () => {
    const bad = { power: [of('on'), of('on'), of('never', { kernel: 'no way' })] };
    expect(flaws(bad, new Map([['power', parse(ON_ALL)]]))).toEqual([
      'power: on: there are two with this title',
      'power: never: it runs on no kernel',
    ]);
  });
});

describe('the summary', () => {
  const full = PLACES.map(({ place, skipped }): Report => {
    const all = domains.power.map((each) => ({ name: nameOf('power', each), reason: skipped(each) }));
    const skips = all.flatMap(({ name, reason }) => (reason === undefined ? [] : [[name, reason] as const]));
    const ran = all.filter(({ reason }) => reason === undefined).map(({ name }) => name);
    return { place, ran, failed: [], skipped: Object.fromEntries(skips) };
  });
  const changed = (place: Place, change: Partial<Report>): Report[] =>
    full.map((report) => (report.place === place ? { ...report, ...change } : report));

  it('counts, and names what was skipped with the reason', () => {
    const { lines, problems } = summary(domains, full);
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      'contract: 2 scenarios',
      '  simulator as 6.1: 1 ran, 0 failed, 1 skipped',
      '  simulator as 6.12: 1 ran, 0 failed, 1 skipped',
      '  simulator as newest: 1 ran, 0 failed, 1 skipped',
      '  6.1: 1 ran, 0 failed, 1 skipped',
      '  6.12: 2 ran, 0 failed, 0 skipped',
      '  newest: 2 ran, 0 failed, 0 skipped',
      '  skipped on simulator as 6.1, simulator as 6.12, simulator as newest: power: off: no time',
      '  skipped on 6.1: power: off: it hangs',
    ]);
  });

  it('complains of what failed, did not run, or ran though it is skipped', () => {
    expect(summary(domains, changed('6.12', { failed: ['power: on'] })).problems).toEqual([
      'power: on: failed on 6.12',
    ]);
    expect(summary(domains, changed('6.12', { ran: ['power: on'] })).problems).toEqual([
      'power: off: did not run on 6.12',
    ]);
    expect(summary(domains, changed('6.1', { ran: ['power: on', 'power: off'] })).problems).toEqual([
      'power: off: ran, but is skipped, on 6.1',
    ]);
  });

  it('names what said something else at first', () => {
    const { lines, problems } = summary(domains, changed('6.12', { unsteady: ['power: on'] }));
    expect(problems).toEqual([]);
    expect(lines).toContain('    said something else at first: power: on');
  });

  it('complains of a place that did not report, and of a scenario that ran nowhere', () => {
    const without = full.filter(({ place }) => place !== 'newest');
    expect(summary(domains, without).problems).toEqual(['newest: there is no report']);
    const never = full.map((report) => ({ ...report, ran: report.ran.filter((name) => name !== 'power: off') }));
    expect(summary(domains, never).problems).toContain('power: off: ran nowhere');
  });

  it('knows from the reporter what threw', async () => {
    const reporter = new Reporter('6.12');
    reporter.skip('power: off', 'why');
    reporter.runAgain('power: on');
    reporter.runAgain('power: up');
    await reporter.run('power: on', () => Promise.resolve());
    await expect(reporter.run('power: up', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(reporter.report).toEqual({
      place: '6.12',
      ran: ['power: on', 'power: up'],
      failed: ['power: up'],
      unsteady: ['power: on'],
      skipped: { 'power: off': 'why' },
    });
  });
});
