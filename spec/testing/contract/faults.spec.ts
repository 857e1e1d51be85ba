import { transportContract } from '../../../src/testing/index.js';
import { faultsOfEndings } from './faults-of-endings.js';
import { faultsOfFrames } from './faults-of-frames.js';
import { faultsOfOpening } from './faults-of-opening.js';
import { faultsOfOthers } from './faults-of-others.js';
import { referenceBench } from './reference.js';

/** What the contract says of a transport, by the scenarios that it fails. */
async function verdictOn(make: Parameters<typeof referenceBench>[0]): Promise<Map<string, unknown>> {
  const failures = transportContract(referenceBench(make)).map(({ name, run }) =>
    run().then(
      () => [],
      (error: unknown) => [[name, error] as const],
    ),
  );
  return new Map((await Promise.all(failures)).flat());
}

const faults = Object.entries({ ...faultsOfOpening, ...faultsOfFrames, ...faultsOfEndings, ...faultsOfOthers });

describe('A transport that', () => {
  it.each(faults)('%s is refused for that, and for nothing else', async (_, { make, violates, says }) => {
    const verdict = await verdictOn(make);
    expect([...verdict.keys()]).toEqual(violates);
    expect([...verdict.values()][0]).toMatchObject({ message: expect.stringContaining(`${says}.`) as string });
  });
});

it('Each scenario refuses something', () => {
  const refused = new Set(faults.flatMap(([, { violates }]) => violates));
  expect(transportContract(referenceBench()).filter(({ name }) => !refused.has(name))).toEqual([]);
});
