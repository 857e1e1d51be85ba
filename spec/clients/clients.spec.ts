import { join } from 'node:path';
import { plainError } from '../contract/harness/compare.js';
import { readTranscripts } from '../contract/harness/files.js';
import { KERNELS } from '../contract/harness/scenario.js';
import { ofKernel } from '../contract/harness/transcripts.js';
import { DIFFERENCES } from './differences.js';
import { unexplained } from './harness/compare.js';
import { onSimulator } from './harness/on-simulator.js';
import { play } from './harness/stage.js';
import * as groups from './sessions/index.js';

/** For a whole session; the programs in it are waited for not so long. */
const PATIENCE_MS = 60_000;

const library = process.env['RX_BTMGMT_PRELOAD'];
if (library === undefined)
  throw plainError('npm run test:clients runs this: it has the programs, and a library to lead them.');
const transcripts = readTranscripts(join(__dirname, 'transcripts'));

describe.each(KERNELS)('on the simulator as %s', (kernel) => {
  const inPlace = onSimulator(kernel, library);

  describe.each(Object.entries(groups))('%s', (group, sessions) => {
    // Each has a simulator and programs of its own, and waits most of the time.
    it.concurrent.each(sessions)(
      '$title',
      async (session) => {
        const expected = ofKernel(transcripts.get(group)?.get(session.title), kernel);
        if (expected === undefined)
          throw plainError('It was not recorded on this kernel: npm run test:clients -- --record');
        const lines = await play(session, inPlace);
        const known = DIFFERENCES.filter((each) => each.session === `${group}: ${session.title}`);
        const flaws = unexplained(
          expected,
          lines,
          known.filter(({ kernels = KERNELS }) => kernels.includes(kernel)),
        );
        if (flaws.length > 0) throw plainError(flaws.join('\n'));
      },
      PATIENCE_MS,
    );
  });
});

it('has transcripts and differences of sessions that there are only', () => {
  const names = Object.entries(groups).flatMap(([group, sessions]) =>
    sessions.map(({ title }) => `${group}: ${title}`),
  );
  const recorded = [...transcripts].flatMap(([group, titles]) =>
    [...titles.keys()].map((title) => `${group}: ${title}`),
  );
  expect([...recorded, ...DIFFERENCES.map(({ session }) => session)].filter((name) => !names.includes(name))).toEqual(
    [],
  );
});
