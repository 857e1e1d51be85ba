// node on-kernel.js KERNEL [--record FILE] [--times N] [FILTER...]: has people's programs run through the sessions on the running kernel,
// with node:test. What they print is compared with the transcripts of that kernel, or recorded: then each session is played several times
// and must be the same.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { same } from '../contract/harness/compare.js';
import { readTranscripts } from '../contract/harness/files.js';
import { isKernel } from '../contract/harness/scenario.js';
import { ofKernel } from '../contract/harness/transcripts.js';
import { onKernel } from './harness/on-kernel.js';
import { play } from './harness/stage.js';
import * as groups from './sessions/index.js';

const PATIENCE_MS = 3_600_000;
const TRANSCRIPTS = fileURLToPath(new URL('../../spec/clients/transcripts', import.meta.url));

const { values, positionals } = parseArgs({
  options: { record: { type: 'string' }, times: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const [kernel = '', ...filters] = positionals;
assert.ok(isKernel(kernel), `There are no transcripts of the kernel ${kernel}.`);

const transcripts = readTranscripts(TRANSCRIPTS);
const { inPlace, close } = onKernel();
after(close);

for (const [group, sessions] of Object.entries(groups)) {
  describe(group, { timeout: Infinity }, () => {
    for (const each of sessions.filter(({ title }) => isWanted(`${group}: ${title}`))) {
      it(each.title, { timeout: PATIENCE_MS }, async () => {
        const lines = await play(each, inPlace);
        if (values.record === undefined) {
          same(lines, ofKernel(transcripts.get(group)?.get(each.title), kernel));
          return;
        }
        for (let run = 1; run < Number(values.times); run++) {
          same(await play(each, inPlace), lines, 'It was not the same when it was played again:');
        }
        appendFileSync(values.record, `${JSON.stringify({ group, title: each.title, lines })}\n`);
      });
    }
  });
}

function isWanted(name: string): boolean {
  return filters.length === 0 || filters.some((filter) => name.includes(filter));
}
