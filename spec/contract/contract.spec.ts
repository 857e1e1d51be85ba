import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transcribe } from './harness/bench.js';
import { difference, plainError } from './harness/lines.js';
import { KERNELS, skippedOn } from './harness/scenario.js';
import { simulated } from './harness/simulator-world.js';
import { ofKernel, parse, type Transcripts } from './harness/transcripts.js';
import * as domains from './index.js';

function transcriptsOf(domain: string): Transcripts {
  const path = join(__dirname, 'transcripts', `${domain}.txt`);
  return parse(existsSync(path) ? readFileSync(path, 'utf8') : '');
}

describe.each(KERNELS)('the simulated kernel %s', (kernel) => {
  const inWorld = simulated(kernel);
  const skipped = new Map<string, number>();
  let ran = 0;

  afterAll(() => {
    const reasons = [...skipped].map(([reason, count]) => `\n  ${count} skipped: ${reason}`);
    process.stdout.write(`contract on the simulator as ${kernel}: ${ran} scenarios ran${reasons.join('')}\n`);
  });

  describe.each(Object.entries(domains))('%s', (domain, scenarios) => {
    const transcripts = transcriptsOf(domain);

    for (const scenario of scenarios) {
      const skip = scenario.skip?.simulator ?? skippedOn(scenario, kernel);
      if (skip !== undefined) skipped.set(skip, (skipped.get(skip) ?? 0) + 1);
      (skip === undefined ? it : it.skip)(scenario.title, async () => {
        const expected = ofKernel(transcripts.get(scenario.title), kernel);
        if (expected === undefined) throw new Error('It was not recorded: node scripts/record-contract.mjs');
        const actual = await transcribe(scenario, inWorld);
        ran += 1;
        if (actual.join('\n') !== expected.join('\n')) throw plainError(difference(expected, actual));
      });
    }
  });
});

it('has scenarios that run somewhere, each with a title of its own', () => {
  const all = Object.values(domains).flat();
  expect(all.filter((scenario) => KERNELS.every((kernel) => skippedOn(scenario, kernel) !== undefined))).toEqual([]);
  for (const scenarios of Object.values(domains)) {
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  }
});
