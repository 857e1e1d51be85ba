// node on-kernel.js KERNEL [--report FILE] [--record FILE [--times N]] [FILTER...]: runs the scenarios on the running kernel
// with node:test. They are compared with the transcripts of that kernel, or recorded: then each runs several times and must
// say the same.
import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { transcribe } from './harness/bench.js';
import { readTranscripts } from './harness/files.js';
import { openKernel } from './harness/kernel-world.js';
import { same } from './harness/compare.js';
import { nameOf, Reporter } from './harness/report.js';
import { isKernel, skippedOn, type Scenario } from './harness/scenario.js';
import { ofKernel } from './harness/transcripts.js';
import * as domains from './index.js';

/** In a guest in virtual time waiting takes no time. */
const PATIENCE_MS = 600_000;
/** How often a scenario may be run until it says what its transcript says. */
const ATTEMPTS = 5;
const TRANSCRIPTS = fileURLToPath(new URL('../../spec/contract/transcripts', import.meta.url));

const { values, positionals } = parseArgs({
  options: { report: { type: 'string' }, record: { type: 'string' }, times: { type: 'string', default: '2' } },
  allowPositionals: true,
});
const [kernel = '', ...filters] = positionals;
assert.ok(isKernel(kernel), `There are no transcripts of the kernel ${kernel}.`);
const times = values.record === undefined ? 1 : Number(values.times);

const transcripts = readTranscripts(TRANSCRIPTS);
const { inWorld, close } = openKernel();
const reporter = new Reporter(kernel);
const output = values.report ?? values.record;

after(() => {
  close();
  if (values.report !== undefined) reporter.write(values.report);
});

for (const [domain, scenarios] of Object.entries(domains)) {
  describe(domain, { timeout: Infinity }, () => {
    for (const each of scenarios.filter((scenario) => isWanted(nameOf(domain, scenario)))) {
      const name = nameOf(domain, each);
      const skip = skippedOn(each, kernel);
      if (skip !== undefined) reporter.skip(name, skip);
      it(each.title, { timeout: PATIENCE_MS, skip: skip ?? false }, () =>
        reporter.run(name, async () => {
          // This, and what was recorded before, is known even if the kernel hangs, and this process with it.
          if (output !== undefined) writeFileSync(`${output}.running`, name);
          if (values.record !== undefined) {
            const lines = await stable(each);
            appendFileSync(values.record, `${JSON.stringify({ group: domain, title: each.title, lines })}\n`);
          } else await compare(name, each, ofKernel(transcripts.get(domain)?.get(each.title), kernel));
        }),
      );
    }
  });
}

function isWanted(name: string): boolean {
  return filters.length === 0 || filters.some((filter) => name.includes(filter));
}

/**
 * A kernel has works that run beside each other, and a controller that takes its time: now and then it says something else.
 * What it is said to say it must say at least once; that it said something else is printed, and counted.
 */
async function compare(name: string, scenario: Scenario, expected: readonly string[] | undefined): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const lines = await transcribe(scenario, inWorld);
    try {
      same(lines, expected, 'It differs from its transcript.');
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || expected === undefined) throw error;
      reporter.runAgain(name);
      console.log(`${name} is run again. ${(error as Error).message}`);
    }
  }
}

/** What the scenario says as often as it is run. */
async function stable(scenario: Scenario): Promise<string[]> {
  const first = await transcribe(scenario, inWorld);
  for (let run = 1; run < times; run++) {
    same(await transcribe(scenario, inWorld), first, 'It said something else when it was run again:');
  }
  return first;
}
