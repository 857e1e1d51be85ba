// node scripts/protocol-doc.mjs [--check]: writes docs/protocol.md from the declarations in src/protocol/domains, or fails if
// it does not say what they say. What there is and what it means come from the tables of the build, which domain it belongs to
// from the sources.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import * as constants from 'rx-btmgmt/protocol';
import { importSource } from './import-source.mjs';

const { commands, events } = constants;
const { sharedWords } = await importSource('src/protocol/documentation/shared.ts');
const { unsendable } = await importSource('src/protocol/rules/unsendable.ts');
const { invalidParameters } = await importSource('src/protocol/rules/invalid-parameters.ts');
const { takeBacks } = await importSource('src/protocol/rules/take-backs.ts');
const { notTakenBack } = await importSource('src/protocol/rules/not-taken-back.ts');

const FOLDER = 'src/protocol/domains';
const TARGET = 'docs/protocol.md';

/** The order of the tables, from what everybody needs to what few do. */
const DOMAINS = readFileSync('src/protocol/tables.ts', 'utf8')
  .split('\n')
  .flatMap((line) => /^ {2}\.\.\.(\w+)Commands\(\),$/.exec(line)?.[1] ?? []);

/** The comment right before a node, as one line. */
function commentOf(node) {
  const comments = ts.getJSDocCommentsAndTags(node).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
  return comments.join(' ').replace(/\s+/g, ' ').trim();
}

/** The name of each message that an object in a domain's file declares. */
function declarations(file, suffix) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = { title: '', messages: [] };
  source.forEachChild((node) => {
    if (!ts.isVariableStatement(node)) return;
    const [declaration] = node.declarationList.declarations;
    if (!declaration.name.getText().endsWith(suffix)) return;
    found.title = commentOf(node);
    // () => ({ ... }) as const
    const object = declaration.initializer.body.expression.expression;
    found.messages = object.properties.map((property) => property.name.getText());
  });
  return found;
}

/** What a value is, in the notation of the page. */
function form({ kind, size, maxSize, values, item, fields }) {
  if (fields) return `{ ${fieldList(fields)} }`;
  if (item) return `list(${form(item)})`;
  if (kind === 'bytes' && size !== undefined && maxSize === undefined) return `bytes(${size})`;
  if (maxSize !== undefined) return `${kind}(≤ ${maxSize})`;
  if (values === undefined) return kind;
  const name = Object.keys(constants).find((constant) => constants[constant] === values);
  return kind === 'enumeration' || kind === 'feature' ? name : `${kind}(${name})`;
}

const fieldList = (fields) =>
  fields.map((field) => `${field.name}${field.optional ? '?' : ''}: ${form(field)}`).join(', ');

const cell = (text) => (text === '' ? '' : `\`${text}\``);
const hex = (code) => `0x${code.toString(16).toUpperCase().padStart(4, '0')}`;
const INDEX = { controller: '', none: 'none', either: 'controller or none' };

const since = (version) => version.replace('Linux after', 'newer than');

function commandRow(name) {
  const { opcode, index, params, reply, since: version, doc } = commands[name];
  const cells = [
    hex(opcode),
    cell(name),
    since(version),
    INDEX[index],
    cell(fieldList(params)),
    cell(fieldList(reply)),
    inTable(doc),
  ];
  return `| ${cells.join(' | ')} |`;
}

function eventRow(name) {
  const { code, index, fields, since: version, doc } = events[name];
  return `| ${[hex(code), cell(name), since(version), INDEX[index], cell(fieldList(fields)), inTable(doc)].join(' | ')} |`;
}

/** Fields of fields come behind them, with both names. */
const withInner = (fields, prefix = '') =>
  fields.flatMap((field) => [
    [`${prefix}${field.name}`, field],
    ...withInner((field.item ?? field).fields ?? [], `${prefix}${field.name}[].`),
  ]);

/** What fields mean, those whose names say it left out. */
const fieldRows = (name, fields) =>
  withInner(fields)
    .filter(([, field]) => field.unit !== undefined || sharedWords[field.name] !== field.doc)
    .map(([path, field]) => {
      const range = field.range ? `${field.range[0]} to ${field.range[1]}` : '';
      return `| ${cell(name)} | ${cell(path)} | ${range} | ${field.unit ?? ''} | ${inTable(field.doc)} |`;
    });

/** The first cell, the message, of the rows that follow one of the same message is empty. */
function namedOnce(rows) {
  const first = (row) => /^\| ([^|]*) \|/.exec(row)?.[1];
  return rows.map((row, k) => (k > 0 && first(row) === first(rows[k - 1]) ? row.replace(first(row), '') : row));
}

/** A table with a heading, if it has rows. */
function table(heading, columns, rows) {
  if (rows.length === 0) return [];
  return [heading, '', columns, columns.replace(/[^|]+/g, ' --- '), ...namedOnce(rows), ''];
}

const inTable = (text) => text.replaceAll('|', '\\|');

/** What is not sent, since Linux would do nothing with it. */
function unsendableRows(name) {
  return (unsendable()[name] ?? []).map(
    ({ path, expected, otherwise }) =>
      `| ${cell(name)} | ${cell(path)} | ${inTable(expected)} | ${inTable(otherwise)} |`,
  );
}

/** What is sent when it was given up. */
function takenBackRows(name) {
  const { by, when } = takeBacks[name] ?? {};
  return by === undefined ? [] : [`| ${cell(name)} | ${cell(by)} | ${when} |`];
}

/** All commands that nothing is sent for, by the reason. */
function untouchedRows() {
  const reasons = [...new Set(Object.values(notTakenBack))];
  const because = (reason) => Object.keys(notTakenBack).filter((name) => notTakenBack[name] === reason);
  return reasons.map((reason) => `| ${reason} | ${because(reason).map(cell).join(', ')} |`);
}

/** What other programs notice of it. */
function sharingRow(name) {
  const { class: kind, beside } = commands[name];
  return `| ${cell(name)} | ${kind} | ${inTable(beside)} |`;
}

/** Why the kernel refuses it. */
function invalidRows(name) {
  return (invalidParameters()[name] ?? []).map(({ text }) => `| ${cell(name)} | ${inTable(text)} |`);
}

function chapter(domain) {
  const file = join(FOLDER, `${domain}.ts`);
  const { title, messages } = declarations(file, 'Commands');
  const { messages: domainEvents } = declarations(file, 'Events');
  return [
    `## ${domain[0].toUpperCase()}${domain.slice(1)}`,
    '',
    title,
    '',
    '| code | command | since | index | parameters | returns | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...messages.map(commandRow),
    '',
    ...table('Beside bluetoothd:', '| command | class | |', messages.map(sharingRow)),
    ...table(
      'Why Linux answers `InvalidParameters`; the message of the error names what fits:',
      '| command | reason |',
      messages.flatMap(invalidRows),
    ),
    ...table(
      'Checked before they are sent, since the kernel would say nothing (`raw$` sends anything):',
      '| command | parameter | must be | otherwise |',
      messages.flatMap(unsendableRows),
    ),
    ...table(
      'Taken back when they are given up, by their timeout or by unsubscribing, after they went out and before they were answered:',
      '| command | by | when |',
      messages.flatMap(takenBackRows),
    ),
    '| code | event | since | index | fields | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...domainEvents.map(eventRow),
    '',
    ...table('What the fields mean:', '| message | field | range | unit | |', [
      ...messages.flatMap((name) => fieldRows(name, commands[name].params)),
      ...messages.flatMap((name) => fieldRows(`${name}, reply`, commands[name].reply)),
      ...domainEvents.flatMap((name) => fieldRows(name, events[name].fields)),
    ]),
  ].join('\n');
}

const missing = readdirSync(FOLDER).filter((file) => !DOMAINS.includes(basename(file, '.ts')));
if (missing.length > 0) throw new Error(`${missing.join(', ')}: not in src/protocol/tables.ts`);

const text = `# Commands and events

Generated from the declarations in \`${FOLDER}\` by \`npm run docs:protocol\`; do not edit. ${Object.keys(commands).length} commands, ${Object.keys(events).length} events.

Parameters stand in the order in which \`command$\` takes them. Lengths and counts are computed and do not show.
\`u8\`, \`s8\`, \`u16\` … are integers of that many bits, \`strength\` is a number in dBm, a \`switch\` is true or false, \`list(…)\` is an array, a \`?\` marks what
may be missing at the end. Names with a capital letter are enumerations, or the names of \`flags\` or of a \`set\`; they are exported. The index is that of a
controller where nothing else is said. \`commands\` and \`events\` have the same for programs.

Observing commands change nothing for other programs; shared ones are made to be used by several; owning ones break what bluetoothd relies on, and
are refused while it runs ([controllers.md](controllers.md#beside-bluetoothd)).

${DOMAINS.map(chapter).join('\n')}
## What is not taken back

Nothing is sent when one of these is given up after it went out. Whether it was carried out is unknown then.

| because | commands |
| --- | --- |
${untouchedRows().join('\n')}
`;

if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error(`${TARGET} is stale: npm run docs:protocol`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(TARGET, text);
}
