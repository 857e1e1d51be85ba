import { readFileSync } from 'node:fs';
import type { Observable } from 'rxjs';
import { NEVER, catchError, concat, firstValueFrom, of, tap } from 'rxjs';
import * as library from 'rx-btmgmt';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
import { snippetsOf, textOf } from './markdown.js';
import type { Snippet } from './markdown.js';
import { loadWith, runSnippet } from './run-snippet.js';
import { asProgram } from './snippet-program.js';

const README = textOf('README.md');
const MINUTE = 60_000;
const ADDRESS = '(?:[0-9A-F]{2}:){5}[0-9A-F]{2}';

/** A part of each example of the first page, and a line that it prints within a minute, if it prints any. */
const prints: readonly (readonly [part: string, line: RegExp | undefined])[] = [
  ['const found$ =', new RegExp(`^${ADDRESS} -\\d+$`)],
  ['// Which controllers are there?', /^0$/],
  [".event$('DeviceFound')", new RegExp(`^0 ${ADDRESS} LE(Public|Random) -\\d+$`)],
  ['const settings$ =', /^on$/],
  ['timeout(8000)', new RegExp(`^found ${ADDRESS}$`)],
  ['else if (isTransportError', undefined],
  ['retry({ delay', /^\[object Object\]$/],
  ['timeout(500), retry(5)', undefined],
  ['adapter.state$', /^not there$/],
  ['mgmt.drops$', undefined],
  ['forController(0)', /^true$/],
  ["uuids: ['fcd2']", /^discovering $/],
  ['advertisedName(data)', new RegExp(`^${ADDRESS} `)],
  ['saveCapture', undefined],
  ['readCapture', /^\[object Object\]$/],
  ['new MgmtTestScheduler()', undefined],
  ['const simulator =', /^TimeoutError: SetPowered on controller 0: no answer within 30000 ms/],
];

const snippets = snippetsOf('README.md');

/** Runs an example where `hciSocket` opens a simulated kernel, and lets a minute pass; gives the lines that it printed. */
async function run(snippet: Snippet): Promise<string[]> {
  const simulator = createSimulator({ devices: neighbourhood() });
  const printed: string[] = [];
  const print = (...values: unknown[]) => printed.push(values.map(String).join(' '));
  const files = new Map<string, Uint8Array[]>();
  const given = asProgram(snippet).includes('declare const mgmt');
  const mgmt = new library.Mgmt(simulator.transport());
  if (given) concat(mgmt.command$('SetLowEnergy', 0, true), mgmt.command$('SetPowered', 0, true)).subscribe();
  // Another program, which does something to be seen.
  const other = new library.Mgmt(simulator.transport());
  other.command$('SetBondable', 0, true).subscribe();
  const load = loadWith({
    'rx-btmgmt/linux': { hciSocket: () => simulator.transport() },
    'rx-btmgmt/btsnoop-node': {
      saveCapture: (path: string) => (bytes$: Observable<Uint8Array>) =>
        bytes$.pipe(tap((bytes) => files.set(path, [...(files.get(path) ?? []), bytes]))),
      readCapture: () => of(readFileSync('spec/vectors/linux-6.12-discovery.btsnoop')),
    },
  });
  await jest.advanceTimersByTimeAsync(1);
  runSnippet(snippet, load, { console: { log: print, warn: print, error: print }, ...(given ? { mgmt } : {}) });
  await jest.advanceTimersByTimeAsync(1);
  other.command$('SetBondable', 0, false).subscribe();
  // Who only listens sees what others discover.
  if (!/discover\(|MgmtTest|createSimulator/.test(snippet.code))
    library.discover(other, 0).subscribe({ error: () => undefined });
  await jest.advanceTimersByTimeAsync(MINUTE);
  return printed;
}

describe('The first page', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('has these examples', () => {
    const found = snippets.map(({ code }) => prints.filter(([part]) => code.includes(part)).map(([part]) => part));
    expect(found).toEqual(prints.map(([part]) => [part]));
  });

  it.each(prints)('has an example, %s, that works on the simulated kernel', async (part, line) => {
    const snippet = snippets.find(({ code }) => code.includes(part));
    const printed = await run(snippet!);
    if (line === undefined) expect(printed).toEqual([]);
    else expect(printed).toContainEqual(expect.stringMatching(line));
  });
});

describe('What the first page says', () => {
  it('of the number of commands and events is so', () => {
    expect(README).toContain(
      `All ${Object.keys(library.commands).length} commands and ${Object.keys(library.events).length} events`,
    );
  });

  it('of the versions of Node is so', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(`Node ${engines.node.replace('>=', '')} or later`).toBe('Node 20.19 or later');
    expect(README).toContain('Node 20.19 or later');
  });

  it('of errors names each of them with its code', () => {
    const rows = [...README.matchAll(/^\| `(\w+Error)` .* (?:`'(\w+)'`) +\|$/gm)].map(([, name, code]) => [name, code]);
    expect(rows).toEqual([
      ['StatusError', 'Busy'],
      ['TransportError', 'EAFNOSUPPORT'],
      ['CodecError', 'InvalidValue'],
      ['TimeoutError', 'Timeout'],
      ['OptionError', 'InvalidOption'],
      ['NeighbourError', 'Bluetoothd'],
      ['KeepError', 'Contested'],
      ['RecoveryError', 'Exhausted'],
      ['PairingAnswerError', 'Answered'],
      ['AdvertisingSizeError', 'TooLong'],
      ['KeyStoreError', 'Damaged'],
    ]);
    const exported = Object.keys(library).filter((name) => name.endsWith('Error') && !/^is|^Mgmt/.test(name));
    expect(exported.sort()).toEqual(rows.map(([name]) => name).sort());
    expect(library.isStatusError(new library.StatusError({ command: 'SetPowered', index: 0 }, 'Busy'), 'Busy')).toBe(
      true,
    );
  });

  it('of entries names each of them', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
    const entries = Object.keys(exports).filter((path) => !path.endsWith('.json'));
    const missing = entries
      .map((path) => path.replace('.', 'rx-btmgmt'))
      .filter((name) => !README.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  it('of timeouts is so', async () => {
    const silent = new library.Mgmt({ frames$: NEVER, send: () => undefined });
    const peer = { address: '00:00:00:00:00:01', addressType: 'LEPublic', ioCapability: 'NoInputNoOutput' } as const;
    const commands: readonly Observable<unknown>[] = [
      silent.command$('ReadControllerInformation', 0),
      silent.command$('SetPowered', 0, true),
      silent.commandWith$('PairDevice', 0, peer),
    ];
    jest.useFakeTimers();
    const timeouts = Promise.all(
      commands.map((command$) => firstValueFrom(command$.pipe(catchError((error: unknown) => of(error))))),
    );
    await jest.advanceTimersByTimeAsync(MINUTE);
    jest.useRealTimers();
    expect((await timeouts).map((error: unknown) => (error as library.TimeoutError).timeout / 1000)).toEqual([
      10, 30, 60,
    ]);
    expect(README).toContain('10 s unless you say otherwise, 30 s for `SetPowered`, 60 s to pair');
  });
});
