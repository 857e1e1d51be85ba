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

  it('draws over what it drew in a terminal, and leaves the terminal as it was', async () => {
    const { lines, ...ended } = await runModule(`
      import { Screen } from './scripts/demo/screen.mjs';
      let text = '';
      const screen = new Screen({ isTTY: true, columns: 20, rows: 9, write: (more) => (text += more) });
      screen.draw(['a', 'b']);
      screen.draw(['c']);
      screen.close();
      console.log(JSON.stringify([screen.width, screen.height, text]));
    `);
    expect(ended).toEqual(soundly);
    expect(JSON.parse(lines[0] ?? '')).toEqual([
      20,
      7,
      '\u001b[?25l\u001b[2Ka\n\u001b[2Kb\n\u001b[0J\u001b[2A\u001b[2Kc\n\u001b[0J\u001b[?25h',
    ]);
  });

  it('has a table that fits the screen, the strongest first and those that are gone last', async () => {
    const devices =
      "[device, { ...device, address: 'B', rssi: -50 }, { ...device, address: 'C', rssi: -40, at: -9000 }]";
    expect(await table(devices, '{ now: 1000, width: 70 }')).toEqual([
      'signal    dBm  address            kind       seen  what',
      '███████·  -50  B  public        3  lamp',
      '█████···  -60  00:11:22:33:44:55  public        3  lamp',
      '████████  -40  C  public 10 s ago  lamp',
    ]);
    expect(await table(devices, '{ now: 1000, width: 20, height: 3 }')).toEqual([
      'signal    dBm  addr…',
      '███████·  -50  B  p…',
      'and 2 more',
    ]);
  });

  it('shows names of strangers without what would move the cursor, and counts wide letters twice', async () => {
    const [, row] = await table(
      "[{ ...device, what: String.fromCharCode(27) + '[2J日本語' }]",
      '{ now: 1000, width: 54 }',
    );
    expect(row).toBe('█████···  -60  00:11:22:33:44:55  public        3  ?[…');
    expect((await table("[{ ...device, what: '日本語' }]", '{ now: 1000, width: 57 }'))[1]).toMatch(/ {2}日本語$/);
    expect((await table("[{ ...device, what: '日本語' }]", '{ now: 1000, width: 56 }'))[1]).toMatch(/ {2}日本…$/);
  });
});
