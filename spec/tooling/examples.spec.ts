import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** Runs a command to its end; `onLine` sees each line as it comes, and may kill. */
function runCommand(
  [command = '', ...args]: readonly string[],
  onLine: (line: string, kill: () => void) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    let [unfinished, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const parts = (unfinished + text).split('\n');
      unfinished = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        onLine(line, () => {
          if (!child.killed) child.kill('SIGINT');
        });
      }
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('close', (code, signal) => resolve({ code, signal, lines, stderr }));
  });
}

/** As it is run on the first page; the other ways below save npm's time. */
const npmRun = (name: string, ...args: readonly string[]) => ['npm', 'run', '--silent', 'example', '--', name, ...args];
const program = (name: string, ...args: readonly string[]) => [
  process.execPath,
  'scripts/program.mjs',
  'examples',
  name,
  ...args,
];
const SIMULATED = 'Simulated kernel, simulated devices: as you asked for.';
const soundly = { code: 0, signal: null, stderr: '' };
const ADDRESS = /^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}/;

/** The examples that end by themselves, with the last line that they print, and those that go on, with one of theirs. */
const ending: readonly (readonly [name: string, args: readonly string[], last: RegExp])[] = [
  ['device-found', [], /^New device found (?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/],
  ['power', ['0', 'on'], /^hci0 is on$/],
  ['power', ['hci0', 'off'], /^hci0 is off$/],
  ['advertise-raw', [], /^on, as number 1$/],
  ['beacon-data', [], /^-?\d+(\.\d+)? °C$/],
  ['connect', ['0', 'D0:5F:B8:00:00:03', '0.1'], /^Disconnected$/],
  ['devices', ['0', '2'], /^(?:[0-9A-F]{2}:){5}[0-9A-F]{2} {2}-\d+/],
  ['list-commands', [], /^0x005a CancelTransmitMeshPacket\(handle\)$/],
];
const goingOn: readonly (readonly [name: string, line: RegExp, each: RegExp])[] = [
  ['presence', / arrived$/, ADDRESS],
  ['pairing-agent', / waits for devices that pair$/, /^hci0 waits/],
  ['gateway', /^hci0: hears .*, /, /^hci0: /],
  ['nest-gateway', /^Dashboard|^Token of/, /^(REST, described|Dashboard|Token of the bridge): \S{16}/],
  ['advertise', /^on, by AddExtendedAdvertisingData$/, /^on, /],
  ['advertise-command', /^on, as number 1$/, /^on, /],
  ['beacon', /^on, as number 1$/, /^on, /],
  ['sensor', /^A4.* {2}temperature 25°C {2}humidity 50\.55%$/, / {2}temperature \d+/],
];

/** How many lines python-btsocket needs for the same (version 0.3.0, its folder examples; the shorter one where there are two). */
const LINES_IN_PYTHON: Readonly<Record<string, number>> = {
  'advertise-raw': 93,
  'advertise-command': 61,
  advertise: 61,
  'beacon-data': 79,
  connect: 35,
  'list-commands': 19,
  power: 25,
};

describe('npm run example', () => {
  it.each(Object.entries(LINES_IN_PYTHON))('%s is shorter than the %d lines of python-btsocket', (name, lines) => {
    expect(readFileSync(`examples/${name}.ts`, 'utf8').trimEnd().split('\n').length).toBeLessThan(lines);
  });

  it('shows all of them here', () => {
    const names = readdirSync('examples').filter((file) => file.endsWith('.ts'));
    const shown = new Set([...ending, ...goingOn].map(([name]) => `${name}.ts`));
    expect([...shown].sort()).toEqual(names.sort());
  });

  it('compiles and runs one, without a controller', async () => {
    const { lines, ...ended } = await runCommand(npmRun('power', '--simulated'));
    expect(ended).toEqual(soundly);
    expect(lines).toEqual([SIMULATED, 'hci0 is on']);
  }, 120_000);

  it.each(ending)(
    '%s %j --simulated says what it runs on, and ends by itself',
    async (name, args, last) => {
      const { lines, ...ended } = await runCommand(program(name, ...args, '--simulated'));
      expect(ended).toEqual(soundly);
      expect(lines[0]).toBe(SIMULATED);
      expect(lines.at(-1)).toMatch(last);
    },
    60_000,
  );

  it.each(goingOn)(
    '%s --simulated goes on until Ctrl-C, and leaves nothing running',
    async (name, some, each) => {
      const { lines, ...ended } = await runCommand(program(name, '--simulated'), (line, kill) => {
        if (some.test(line)) kill();
      });
      expect(ended).toEqual(soundly);
      expect(lines[0]).toBe(SIMULATED);
      for (const line of lines.slice(1)) expect(line).toMatch(each);
    },
    60_000,
  );

  it.each([
    [
      'that is not there',
      ['presense'],
      2,
      /no examples\/presense\.ts\. There are: advertise-command, .*device-found, .*power, presence/,
    ],
    ['with an unknown option', ['power', '--simulate'], 2, /Unknown option '--simulate'/],
    ['with a wrong controller', ['power', 'usb0', '--simulated'], 2, /'usb0' is no controller: .* such as 0 for hci0/],
    ['with something else than on and off', ['power', '0', 'of'], 2, /'of' is neither 'on' nor 'off'/],
    [
      'on a controller that is not there',
      ['power', '7', '--simulated'],
      1,
      /^SetPowered on controller 7: InvalidIndex/,
    ],
  ] as const)(
    'says what is wrong with one %s',
    async (_, [name, ...args], code, message) => {
      const { stderr, ...ended } = await runCommand(program(name, ...args));
      expect([ended.code, ended.signal]).toEqual([code, null]);
      expect(stderr).toMatch(message);
    },
    60_000,
  );
});
