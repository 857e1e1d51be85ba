import { Agreement } from './agreement.js';
import { answers, type Answer } from './random-answers.js';
import { randomCommands } from './random-commands.js';
import { simulated } from './simulator-world.js';

const answer = (reply: string, command = 'SetPowered 0 powered=true'): Answer => ({
  command,
  before: '[BREDR]',
  reply,
});

describe('the agreement of answers', () => {
  it('is the share of those that are equal', () => {
    const agreement = new Agreement();
    const [yes, no] = [answer('Success'), answer('status Busy')];
    expect(agreement.add('le, seed 1', [yes, yes, no], [yes, no, no])).toBe(2);
    expect(agreement.add('le, seed 2', [yes], [yes])).toBe(1);
    expect(agreement.share).toBe(0.75);
  });

  it('shows what differs, how often, and what was before the first', () => {
    const agreement = new Agreement();
    const kernel = [answer('Success a=1'), answer('status Busy'), answer('status Busy')];
    agreement.add('le, seed 1', kernel, [kernel[0]!, answer('Busy'), answer('Busy')]);
    expect(String(agreement).split('\n')).toEqual([
      '2 times SetPowered: status Busy / Busy',
      '  le, seed 1, number 1: SetPowered 0 powered=true',
      '    before [BREDR]',
      '    - status Busy',
      '    + Busy',
      '    after SetPowered 0 powered=true: Success a=1',
      '33.33 % of 3 replies agree',
    ]);
  });

  it('notices a payload, and an answer that is missing', () => {
    const agreement = new Agreement();
    agreement.add('le, seed 1', [answer('Success a=1'), answer('Success')], [answer('Success a=2')]);
    expect(agreement.share).toBe(0);
  });

  it('never rounds up', () => {
    const agreement = new Agreement();
    const many = Array.from({ length: 100_000 }, () => answer('Success'));
    agreement.add('le, seed 1', many, many.slice(1));
    expect(String(agreement)).toContain('99.99 %');
  });
});

it('gets the same answers to the same commands, each after the one before', async () => {
  const commands = randomCommands({ seed: 3, controllers: 2 });
  const sequence = Array.from({ length: 100 }, () => commands.next().value);
  const [first, second] = [simulated('6.12'), simulated('6.12')].map((inWorld) =>
    inWorld('pair', (world) => answers(world, sequence)),
  );
  expect(await first).toHaveLength(100);
  expect(await second).toEqual(await first);
});
