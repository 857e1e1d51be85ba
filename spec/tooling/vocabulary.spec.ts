import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** An option, where it stands, and its type as it is written. */
interface Option {
  readonly place: string;
  readonly name: string;
  readonly type: string;
}

/** Interfaces of options by their name, and what a method takes to choose by. */
const TAKES_OPTIONS = /(Options|Filter|Advertising|Inquiry|Connection|Pairing|Signal|Presence|PrivateAddress)$/;

function optionsOf(path: string, source: string): Option[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  return file.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(
      ({ name, modifiers }) =>
        modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) && TAKES_OPTIONS.test(name.text),
    )
    .flatMap((declaration) =>
      declaration.members.filter(ts.isPropertySignature).map((member) => ({
        place: `${declaration.name.text} in ${path}`,
        name: member.name.getText(file),
        type: member.type?.getText(file) ?? '',
      })),
    );
}

const options = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name))
  .flatMap((path) => optionsOf(path, readFileSync(path, 'utf8')));

/** What an option must not be called, and what it is called instead: the vocabulary of CONTRIBUTING.md. */
const WORDS: readonly [RegExp, string][] = [
  [/^(controller|hci|adapter|dev|indexes?List)$/, "a controller's number is index; controllers are objects"],
  [/^(keys|redact|hide|mask)$/, 'what happens to key material is secrets'],
  [/^(timing|immediate|rate)$/, 'playback goes at a speed'],
  [/^on[A-Z]/, 'what is no callback is named as what it is: a mode'],
  [/(Ms|Millis|Seconds|Secs|Dbm|DBm)$/, 'units are ms and dBm everywhere, and stand in the documentation'],
  [
    /^(ms|time|wait|duration_ms|timeoutMs)$/,
    'a duration is named by what it is: timeout, delay, interval, period, duration',
  ],
  [/^(longest|largest|most|maximum)[A-Z]/, 'a limit is max and what of, such as maxDelay'],
  [/^(count|repeat|max)$/, 'how often is times; a limit says of what'],
];

function faultsOf({ place, name, type }: Option): string[] {
  const words = WORDS.filter(([word]) => word.test(name)).map(([, instead]) => `${name} of ${place}: ${instead}`);
  const isList = /^readonly .*\[\]$/.test(type) && !type.includes('|');
  const isPlural = /(s|missing|present|version)$/.test(name);
  return isList && !isPlural ? [...words, `${name} of ${place}: a list is plural`] : words;
}

describe('The vocabulary of options', () => {
  it('finds the options of all floors', () => {
    const places = new Set(options.map(({ place }) => place.split(' ')[0]));
    for (const known of [
      'CaptureOptions',
      'ReplayOptions',
      'HciSocketOptions',
      'KernelOptions',
      'CommandFilter',
      'DeviceOptions',
      'ExplainOptions',
    ]) {
      expect(places).toContain(known);
    }
  });

  it('is kept', () => {
    expect(options.flatMap(faultsOf)).toEqual([]);
  });

  it.each([
    ['controller?: number', 'index'],
    ["keys?: 'redact'", 'secrets'],
    ["timing?: 'immediate'", 'speed'],
    ["onSend?: 'match'", 'mode'],
    ['timeoutMs?: number', 'units'],
    ['longestDelay?: number', 'maxDelay'],
    ['addressType?: readonly AddressType[]', 'plural'],
  ])('would not let %s pass', (property, reason) => {
    const [option] = optionsOf('x.ts', `export interface SomeOptions { readonly ${property}; }`);
    expect(faultsOf(option!).join()).toContain(reason);
  });

  it('stands in CONTRIBUTING.md, with each word', () => {
    const text = readFileSync('CONTRIBUTING.md', 'utf8');
    for (const word of [
      'index',
      'secrets',
      'speed',
      'timeout',
      'delay',
      'interval',
      'period',
      'duration',
      'times',
      'attempts',
      'mode',
    ]) {
      expect(text).toMatch(new RegExp(`\`${word}[:\`]`));
    }
  });
});
