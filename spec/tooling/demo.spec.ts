import { spawn } from 'node:child_process';
import { runModule, soundly } from '../support/child.js';

const table = (devices: string, screen: string) =>
  runModule(`
    import { table } from './scripts/demo/table.mjs';
    const device = { address: '00:11:22:33:44:55', addressType: 'LEPublic', rssi: -60, what: 'lamp', reports: 3, at: 1000 };
    console.log(JSON.stringify(table(${devices}, ${screen})));
  `).then(({ lines, stderr }) => (stderr === '' ? (JSON.parse(lines[0] ?? '') as string[]) : [stderr]));

/** Runs the demo, as `npm run demo` does, and does something when it has begun. */
function demo(args: readonly string[], begun: (stop: () => void) => void = () => undefined) {
  return new Promise<{ code: number | null; output: string }>((done) => {
    const child = spawn(process.execPath, ['scripts/demo.mjs', ...args]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        if (output === '') begun(() => child.kill('SIGINT'));
        output += text;
      });
    }
    child.on('close', (code) => done({ code, output }));
  });
}

/** A pattern of what a terminal is sent. */
const escaped = (pattern: string) => new RegExp(pattern.replaceAll('ESC', '\u001b'), 'g');

/** Runs it in a terminal of its own, types a key when it has said how to quit, and gives what the terminal was sent. */
function demoInTerminal(columns: number, key: string) {
  return new Promise<{ code: number | null; output: string }>((done) => {
    const command = `stty cols ${columns} rows 40; exec ${process.execPath} scripts/demo.mjs --simulated --seconds 600`;
    const child = spawn('script', ['-qec', command, '/dev/null']);
    let output = '';
    let typed = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (typed || !output.includes('Heart Rate')) return;
      typed = true;
      child.stdin.write(key);
    });
    child.on('close', (code) => done({ code, output }));
  });
}

describe('npm run demo', () => {
  it('says what it runs on, shows what it found, and ends by itself', async () => {
    const { code, output } = await demo(['--simulated', '--seconds', '2']);
    expect([code, output.split('\n')[0]]).toEqual([0, 'Simulated kernel, simulated devices: as you asked for.']);
    expect(output).toMatch(/^█+·* +-\d+ {2}D0:5F:B8:00:00:03 {2}random +\d+ {2}Heart Rate$/m);
    expect(output).toMatch(/iBeacon 1\/7/);
    expect(output).not.toContain('\u001b');
  }, 30_000);

  it('ends when it is interrupted, with what it has found', async () => {
    const { code, output } = await demo(['--simulated', '--seconds', '600'], (stop) => stop());
    // By itself, not by the signal; it may not have found anything yet.
    expect([0, 1]).toContain(code);
    expect(output).toMatch(/\d addresses\. Simulated/);
  }, 30_000);

  it('takes no nonsense', async () => {
    expect((await demo(['--seconds', 'x'])).code).toBe(2);
  });

  it.each([['q'], ['\u0003']])(
    'quits in a terminal on %j, says so, and leaves a clean screen',
    async (key) => {
      const { code, output } = await demoInTerminal(50, key);
      expect(code).toBe(0);
      const [first = '', ...frames] = output.split('\u001b[0J');
      expect(first.replaceAll('\u001b[2K', '').split('\r\n').slice(0, 3)).toEqual([
        '\u001b[?25l\rSimulated kernel, simulated devices: as you asked',
        'for.',
        '',
      ]);
      expect(first).toContain('q quits');
      expect(frames.pop()).toMatch(escaped('^ESC\\[\\?25h\r\n\\d addresses\\.\r\n$'));
      // The last picture begins where the first one did, and has no footer.
      expect(frames.pop()).toMatch(
        escaped('^\rESC\\[\\d+AESC\\[2KSimulated kernel, simulated devices: as you asked\r\n'),
      );
      expect(output).not.toContain('^C');
      const lines = output.split('\r\n').map((line) => line.replaceAll(escaped('\r?ESC\\[\\??\\d*[A-Za-z]'), ''));
      expect(lines.filter((line) => line.length > 50)).toEqual([]);
    },
    60_000,
  );

  it('draws over what it drew in a terminal, and leaves the terminal as it was', async () => {
    const { lines, ...ended } = await runModule(`
      import { Screen } from './scripts/demo/screen.mjs';
      let text = '';
      const stream = { isTTY: true, columns: 20, rows: 9, write: (more) => (text += more) };
      const screen = new Screen(stream);
      screen.draw(['a', 'b']);
      screen.draw(['c']);
      console.log(JSON.stringify([screen.width, screen.height, text]));
      text = '';
      stream.columns = 10;
      screen.draw(['d']);
      screen.close();
      console.log(JSON.stringify(text));
    `);
    expect(ended).toEqual(soundly);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      [20, 8, '\u001b[?25l\r\u001b[2Ka\n\u001b[2Kb\n\u001b[0J\r\u001b[2A\u001b[2Kc\n\u001b[0J'],
      '\u001b[H\u001b[2J\u001b[2Kd\n\u001b[0J\u001b[?25h',
    ]);
  });

  it.each([
    [
      50,
      [
        'signal    dBm  address            kind       seen',
        '  what',
        '███████·  -50  00:11:22:33:44:66  random        7',
        '  iBeacon 1/7 2f234454-cf6d-4a0f-adf2-f4911ba9ffa6',
        '█████···  -60  00:11:22:33:44:55  public        3',
        '  lamp',
        '████████  -40  00:11:22:33:44:77  BR/EDR 10 s ago',
      ],
    ],
    [
      80,
      [
        'signal    dBm  address            kind       seen  what',
        '███████·  -50  00:11:22:33:44:66  random        7  iBeacon 1/7 …',
        '█████···  -60  00:11:22:33:44:55  public        3  lamp',
        '████████  -40  00:11:22:33:44:77  BR/EDR 10 s ago',
      ],
    ],
    [
      120,
      [
        'signal    dBm  address            kind       seen  what',
        '███████·  -50  00:11:22:33:44:66  random        7  iBeacon 1/7 2f234454-cf6d-4a0f-adf2-f4911ba9ffa6',
        '█████···  -60  00:11:22:33:44:55  public        3  lamp',
        '████████  -40  00:11:22:33:44:77  BR/EDR 10 s ago',
      ],
    ],
  ])('shows all columns, and whole words, on a screen of %i columns', async (width, expected) => {
    const devices = `[
      device,
      { ...device, address: '00:11:22:33:44:66', addressType: 'LERandom', rssi: -50, reports: 7, what: 'iBeacon 1/7 2f234454-cf6d-4a0f-adf2-f4911ba9ffa6' },
      { ...device, address: '00:11:22:33:44:77', addressType: 'BREDR', rssi: -40, at: -9000, what: undefined },
    ]`;
    expect(await table(devices, `{ now: 1000, width: ${width} }`)).toEqual(expected);
  });

  it('shows the strongest first and those that are gone last, and how many it has no room for', async () => {
    const devices =
      "[device, { ...device, address: 'B', rssi: -50 }, { ...device, address: 'C', rssi: -40, at: -9000 }]";
    expect(await table(devices, '{ now: 1000, width: 71 }')).toEqual([
      'signal    dBm  address            kind       seen  what',
      '███████·  -50  B                  public        3  lamp',
      '█████···  -60  00:11:22:33:44:55  public        3  lamp',
      '████████  -40  C                  public 10 s ago  lamp',
    ]);
    expect(await table(devices, '{ now: 1000, width: 71, height: 3 }')).toEqual([
      'signal    dBm  address            kind       seen  what',
      '███████·  -50  B                  public        3  lamp',
      'and 2 more',
    ]);
    expect(await table(devices, '{ now: 1000, width: 45, height: 6 }')).toEqual([
      ' dBm  address            kind       seen',
      '  what',
      ' -50  B                  public        3',
      '  lamp',
      'and 2 more',
    ]);
  });

  it('shows names of strangers without what would move the cursor, and counts wide letters twice', async () => {
    const what = "String.fromCharCode(27) + '[2J日本語日本語日本語'";
    expect(await table(`[{ ...device, what: ${what} }]`, '{ now: 1000, width: 72 }')).toEqual([
      'signal    dBm  address            kind       seen  what',
      '█████···  -60  00:11:22:33:44:55  public        3  ?[2J日本語日本語日本…',
    ]);
    expect((await table(`[{ ...device, what: ${what} }]`, '{ now: 1000, width: 73 }'))[1]).toMatch(
      / {2}\?\[2J日本語日本語日本語$/,
    );
  });
});
