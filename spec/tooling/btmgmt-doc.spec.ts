import { EMPTY, concat, take } from 'rxjs';
import type { Observable } from 'rxjs';
import { Mgmt, isStatusError } from 'rx-btmgmt';
import type { StatusCode } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { ManualTime } from '../simulator/manual-time.js';
import { record } from '../support/recorder.js';
import { compile } from './compile-snippets.js';
import { snippetsOf, textOf } from './markdown.js';
import { loadWith, runSnippet } from './run-snippet.js';

const PAGE = textOf('docs/btmgmt.md');
/** What the lines use. */
const given = snippetsOf('docs/btmgmt.md')[0]?.code ?? '';

/** The rows of both tables: what is to be done, and a line of code. */
const rows = [...PAGE.matchAll(/^\| (.+?) +\| `(.+)` +\|$/gm)].map(([, what = '', line = '']) => ({ what, line }));

/** All subcommands of btmgmt (BlueZ, client/mgmt.c), but `version` and `help`. */
const SUBCOMMANDS =
  `select revision commands config info extinfo auto-power power discov connectable fast-conn bondable linksec ssp sc hs le
  advertising bredr privacy class disconnect con find find-service stop-find name pair cancelpair unpair keys ltks irks block unblock add-uuid
  rm-uuid clr-uuids local-oob remote-oob bredr-oob le-oob did static-addr public-addr ext-config debug-keys conn-info io-cap scan-params
  get-clock add-device del-device clr-devices advinfo advsize add-adv rm-adv clr-adv add-ext-adv-params add-ext-adv-data appearance phy wbs secinfo expinfo
  exp-debug exp-iso exp-privacy exp-quality exp-offload read-sysconfig set-sysconfig get-flags set-flags conn-subrate hci-cmd monitor`.split(
    /\s+/,
  );

const OFF = "adapter.command$('SetPowered', false)";
const ADDED = "adapter.commandWith$('AddDevice', { ...peer, action: 'AutoConnect' })";
const MESH = "adapter.command$('SetExperimentalFeature', 'Mesh', true)";

/** What is done before. */
const BEFORE: Readonly<Record<string, string>> = {
  '`discov limited 60`': "adapter.command$('SetConnectable', true)",
  '`sc on`': "adapter.command$('SetSecureSimplePairing', true)",
  '`privacy on`': OFF,
  '`static-addr C0:…`': OFF,
  '`public-addr 00:…`': OFF,
  '`ext-config on`': OFF,
  '`rm-uuid 180f`': "adapter.command$('AddUUID', '180f', 0)",
  '`clr-adv`': "adapter.command$('AddAdvertising', 1, {}, 0, 0, '', '')",
  '`get-flags`': ADDED,
  '`set-flags -f 1`': ADDED,
  '`del-device`': ADDED,
  '`conn-info`': ADDED,
  '`disconnect`': ADDED,
  '`unpair`': 'pair(adapter, peer)',
  '`unblock`': "adapter.commandWith$('BlockDevice', peer)",
  'mesh: receive': MESH,
  'mesh: send': MESH,
};

/** What the simulated kernel refuses all the same: its controller does not have it, or nobody is connected. */
const REFUSED: Readonly<Record<string, StatusCode>> = {
  '`hs on`': 'NotSupported',
  '`public-addr 00:…`': 'NotSupported',
  '`ext-config on`': 'NotSupported',
  '`wbs on`': 'NotSupported',
  '`get-clock`': 'NotConnected',
  '`exp-debug on`': 'NotSupported',
  '`exp-quality on`': 'NotSupported',
  '`exp-privacy on`': 'NotSupported',
  '`conn-subrate`': 'NotSupported',
};

/** What tells only of what does not happen here. */
const SILENT: readonly string[] = ['mesh: what is heard', 'who pairs, as an agent'];

const MINUTE = 60_000;
const DEVICE = { address: '00:00:00:00:00:01', rssi: -50, advertising: { data: '02010503030f18' } } as const;

/** Evaluates a line on a controller that is on, beside a device, after another line; gives what came of it. */
function run(line: string, before?: string): { readonly values: readonly unknown[]; readonly error: unknown } {
  const time = new ManualTime();
  const simulator = createSimulator({ kernel: 'newest', devices: [DEVICE], scheduler: time });
  const mgmt = new Mgmt(simulator.transport(), { scheduler: time });
  const evaluated = (code: string): Observable<unknown> => {
    const program = { code: `${given}\nexport const line$ = ${code};` };
    return (runSnippet(program, loadWith({}), { mgmt, crypto }) as { readonly line$: Observable<unknown> }).line$;
  };
  record(concat(mgmt.command$('SetLowEnergy', 0, true), mgmt.command$('SetPowered', 0, true)));
  time.pass(1000);
  const first = record(before === undefined ? EMPTY : evaluated(before));
  time.pass(MINUTE);
  expect(first.errors).toEqual([]);
  const { values, errors, subscription } = record(evaluated(line).pipe(take(3)));
  time.pass(MINUTE);
  subscription.unsubscribe();
  return { values, error: errors[0] };
}

describe('The page about btmgmt', () => {
  it('has each of its commands', () => {
    expect(SUBCOMMANDS.filter((name) => !new RegExp(`\`${name}[\` ]`).test(PAGE))).toEqual([]);
  });

  it('has lines that compile', () => {
    const lines = rows.map(({ line }, i) => `const line${i}: Observable<unknown> = ${line};`);
    expect(compile([{ place: 'lines', code: `${given}\n${lines.join('\n')}` }]).get('lines')).toEqual([]);
  }, 60_000);

  it.each(rows)('has a line for $what that works: $line', ({ what, line }) => {
    const { values, error } = run(line, BEFORE[what]);
    const code = isStatusError(error) ? error.code : error;
    expect(code).toBe(REFUSED[what]);
    expect(values.length > 0).toBe(code === undefined && !SILENT.includes(what));
  });
});
