import { nameOf, type Place, type Report } from './report.js';
import { KERNELS, skippedOn, skippedOnSimulator, type Scenario } from './scenario.js';
import { ofKernel, type Transcripts } from './transcripts.js';

/** The scenarios of all domains. */
export type Domains = Readonly<Record<string, readonly Scenario[]>>;

/** What is wrong with the scenarios and the transcripts, before anything runs. */
export function flaws(domains: Domains, transcripts: ReadonlyMap<string, Transcripts>): string[] {
  const found = [...transcripts.keys()]
    .filter((domain) => !(domain in domains))
    .map((domain) => `${domain}: there are transcripts, but no scenarios`);
  for (const [domain, scenarios] of Object.entries(domains)) {
    const recorded: Transcripts = transcripts.get(domain) ?? new Map();
    const titles = scenarios.map(({ title }) => title);
    const twice = titles.filter((title, at) => titles.indexOf(title) !== at);
    found.push(...twice.map((title) => `${domain}: ${title}: there are two with this title`));
    const gone = [...recorded.keys()].filter((title) => !titles.includes(title));
    found.push(...gone.map((title) => `${domain}: ${title}: a transcript without a scenario`));
    for (const scenario of scenarios) {
      const name = nameOf(domain, scenario);
      const runs = KERNELS.filter((kernel) => skippedOn(scenario, kernel) === undefined);
      const has = KERNELS.filter((kernel) => ofKernel(recorded.get(scenario.title), kernel) !== undefined);
      if (runs.length === 0) found.push(`${name}: it runs on no kernel`);
      const missing = runs.filter((kernel) => !has.includes(kernel));
      if (missing.length > 0) found.push(`${name}: no transcript of ${missing.join(', ')}`);
      const stale = has.filter((kernel) => !runs.includes(kernel));
      if (stale.length > 0) found.push(`${name}: a transcript of ${stale.join(', ')}, where it is skipped`);
    }
  }
  return found;
}

/** All places, each with why a scenario does not run there, if it doesn't. */
export const PLACES: readonly {
  readonly place: Place;
  readonly skipped: (scenario: Scenario) => string | undefined;
}[] = [
  ...KERNELS.map((kernel) => ({
    place: `simulator as ${kernel}` as const,
    skipped: (scenario: Scenario) => skippedOnSimulator(scenario, kernel),
  })),
  ...KERNELS.map((kernel) => ({ place: kernel, skipped: (scenario: Scenario) => skippedOn(scenario, kernel) })),
];

/** How many scenarios ran where, what was skipped and why, and what is wrong with that. */
export function summary(domains: Domains, reports: readonly Report[]): { lines: string[]; problems: string[] } {
  const all = Object.entries(domains).flatMap(([domain, scenarios]) =>
    scenarios.map((scenario) => ({ name: nameOf(domain, scenario), scenario })),
  );
  const lines = [`contract: ${all.length} scenarios`];
  const problems: string[] = [];
  const skips = new Map<string, Place[]>();
  const ranSomewhere = new Set<string>();
  for (const { place, skipped: whySkipped } of PLACES) {
    const report = reports.find((each) => each.place === place);
    if (report === undefined) {
      lines.push(`  ${place}: did not run`);
      problems.push(`${place}: there is no report`);
      continue;
    }
    const { ran, failed, skipped, unsteady = [] } = report;
    const count = Object.keys(skipped).length;
    lines.push(`  ${place}: ${ran.length} ran, ${failed.length} failed, ${count} skipped`);
    lines.push(...unsteady.map((name) => `    said something else at first: ${name}`));
    problems.push(...failed.map((name) => `${name}: failed on ${place}`));
    for (const { name, scenario } of all) {
      const reason = whySkipped(scenario);
      if (reason !== undefined) skips.set(`${name}: ${reason}`, [...(skips.get(`${name}: ${reason}`) ?? []), place]);
      if (ran.includes(name)) ranSomewhere.add(name);
      if (ran.includes(name) !== (reason === undefined)) {
        problems.push(`${name}: ${reason === undefined ? 'did not run' : 'ran, but is skipped,'} on ${place}`);
      }
    }
  }
  problems.push(...all.filter(({ name }) => !ranSomewhere.has(name)).map(({ name }) => `${name}: ran nowhere`));
  lines.push(...[...skips].map(([what, places]) => `  skipped on ${places.join(', ')}: ${what}`));
  return { lines, problems };
}
