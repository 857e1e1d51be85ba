import { join } from 'node:path';
import { transcribe } from './harness/bench.js';
import { same } from './harness/compare.js';
import { readTranscripts } from './harness/files.js';
import { nameOf, Reporter, reportName, REPORTS } from './harness/report.js';
import { KERNELS, skippedOnSimulator } from './harness/scenario.js';
import { simulated } from './harness/simulator-world.js';
import { flaws } from './harness/summary.js';
import { ofKernel } from './harness/transcripts.js';
import * as domains from './index.js';

const transcripts = readTranscripts(join(__dirname, 'transcripts'));

describe.each(KERNELS)('the simulated kernel %s', (kernel) => {
  const inWorld = simulated(kernel);
  const place = `simulator as ${kernel}` as const;
  const reporter = new Reporter(place);

  afterAll(() => reporter.write(join(__dirname, '../../build', REPORTS, reportName(place))));

  describe.each(Object.entries(domains))('%s', (domain, scenarios) => {
    for (const scenario of scenarios) {
      const name = nameOf(domain, scenario);
      const skip = skippedOnSimulator(scenario, kernel);
      if (skip !== undefined) {
        reporter.skip(name, skip);
        it.skip(scenario.title, () => undefined);
        continue;
      }
      it(scenario.title, () =>
        reporter.run(name, async () => {
          same(await transcribe(scenario, inWorld), ofKernel(transcripts.get(domain)?.get(scenario.title), kernel));
        }),
      );
    }
  });
});

it('has a transcript of each scenario on each kernel where it runs, and no others', () => {
  expect(flaws(domains, transcripts)).toEqual([]);
});
