import { spawnSync } from 'node:child_process';
import type { Diagnosis } from 'rx-btmgmt/linux';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/esm/cli/main.js', ...args], { encoding: 'utf8', timeout: 20_000 });

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

describe('The command line', () => {
  it('examines this machine, for people and for programs', () => {
    const { stdout, stderr, status } = run('doctor', '--json');
    const { severity, text } = JSON.parse(stdout) as Diagnosis;
    expect(stderr).toBe('');
    expect(status).toBe({ error: 2, warning: 1, note: 0, none: 0 }[severity ?? 'none']);
    expect(run('doctor').stdout).toBe(text);
  });

  it.each([
    [[], 'Which command? There is one: doctor.'],
    [['doctors'], 'There is no command "doctors".'],
    [['doctor', 'who'], 'There is no command "doctor who".'],
    [['doctor', '--jsno'], "Unknown option '--jsno'"],
  ])('refuses %j, and says what there is', (args, why) => {
    const { stdout, stderr, status } = run(...args);
    expect([status, stdout]).toEqual([64, '']);
    expect(stderr).toContain(why);
    expect(stderr).toContain('rx-btmgmt doctor [--json]');
  });

  it('explains itself', () => {
    const { stdout, status } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Exit code: 0 if nothing is wrong');
  });
});
