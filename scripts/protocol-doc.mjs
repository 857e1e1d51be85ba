// node scripts/protocol-doc.mjs [--check]: writes docs/protocol.md from the declarations in src/protocol/domains, or fails if
// it does not say what they say. Fields and codes come from the build, the words from the comments of the sources.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { commands, events } from 'rx-btmgmt';
import { importSource } from './import-source.mjs';

const { unsendable } = await importSource('src/protocol/rules/unsendable.ts');

const { invalidParameters } = await importSource('src/protocol/rules/invalid-parameters.ts');

const { takeBacks } = await importSource('src/protocol/rules/take-backs.ts');

const { notTakenBack } = await importSource('src/protocol/rules/not-taken-back.ts');

const FOLDER = 'src/protocol/domains';
const TARGET = 'docs/protocol.md';

/** The order of the tables, from what everybody needs to what few do. */
const DOMAINS = readFileSync('src/protocol/tables.ts', 'utf8')
  .split('\n')
  .flatMap((line) => /^ {2}\.\.\.(\w+)Commands,$/.exec(line)?.[1] ?? []);

/** The comment right before a node, as one line. */
function commentOf(node) {
  const comments = ts.getJSDocCommentsAndTags(node).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
  return comments.join(' ').replace(/\s+/g, ' ').trim();
}

/** Name and comment of each message that an object in a domain's file declares. */
function declarations(file, suffix) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = { title: '', messages: [] };
  source.forEachChild((node) => {
    if (!ts.isVariableStatement(node)) return;
    const [declaration] = node.declarationList.declarations;
    if (!declaration.name.getText().endsWith(suffix)) return;
    found.title = commentOf(node);
    const object = declaration.initializer.expression ?? declaration.initializer;
    found.messages = object.properties.map((property) => ({
      name: property.name.getText(),
      words: commentOf(property),
    }));
  });
  return found;
}

function codec({ name, fields, item, lengthOf }) {
  if (lengthOf !== undefined) return undefined;
  if (fields) return `{ ${fieldList(fields)} }`;
  if (item) return `list(${codec(item)})`;
  return name;
}

/** The fields that people see. */
function fieldList(fields) {
  const shown = fields.map(([name, value]) => [name, codec(value)]).filter(([, form]) => form !== undefined);
  return shown.map(([name, form]) => `${name}: ${form}`).join(', ');
}

const cell = (text) => (text === '' ? '' : `\`${text}\``);
const hex = (code) => `0x${code.toString(16).toUpperCase().padStart(4, '0')}`;
const INDEX = { controller: '', none: 'none', either: 'controller or none' };

/** The words without the heading and the code, which have columns of their own. */
const note = (words) =>
  words.replace(/^.*?, 0x[0-9A-F]{4}(, since [\d.]+|, on kernels newer than [\d.]+)?\. ?/, '').replaceAll('|', '\\|');
const since = (words) =>
  /since ([\d.]+\d)/.exec(words)?.[1] ?? /kernels (newer than [\d.]+\d)/.exec(words)?.[1] ?? '1.0';

function commandRow({ name, words }) {
  const { opcode, index, params, reply } = commands[name];
  const cells = [
    hex(opcode),
    cell(name),
    since(words),
    INDEX[index],
    cell(fieldList(params.fields)),
    cell(fieldList(reply.fields)),
    note(words),
  ];
  return `| ${cells.join(' | ')} |`;
}

function eventRow({ name, words }) {
  const { code, index, params } = events[name];
  return `| ${[hex(code), cell(name), since(words), INDEX[index], cell(fieldList(params.fields)), note(words)].join(' | ')} |`;
}

/** A table with a heading, if it has rows. */
function table(heading, columns, rows) {
  if (rows.length === 0) return [];
  return [heading, '', columns, columns.replace(/[^|]+/g, ' --- '), ...rows, ''];
}

const inTable = (text) => text.replaceAll('|', '\\|');

/** What is not sent, since Linux would do nothing with it. */
function unsendableRows({ name }) {
  return (unsendable[name] ?? []).map(
    ({ path, expected, otherwise }) =>
      `| ${cell(name)} | ${cell(path)} | ${inTable(expected)} | ${inTable(otherwise)} |`,
  );
}

/** What is sent when it was given up. */
function takenBackRows({ name }) {
  const { by, when } = takeBacks[name] ?? {};
  return by === undefined ? [] : [`| ${cell(name)} | ${cell(by)} | ${when} |`];
}

/** All commands that nothing is sent for, by the reason. */
function untouchedRows() {
  const reasons = [...new Set(Object.values(notTakenBack))];
  const because = (reason) => Object.keys(notTakenBack).filter((name) => notTakenBack[name] === reason);
  return reasons.map((reason) => `| ${reason} | ${because(reason).map(cell).join(', ')} |`);
}

/** Why the kernel refuses it. */
function invalidRows({ name }) {
  return (invalidParameters[name] ?? []).map(({ text }) => `| ${cell(name)} | ${inTable(text)} |`);
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
  ].join('\n');
}

const missing = readdirSync(FOLDER).filter((file) => !DOMAINS.includes(basename(file, '.ts')));
if (missing.length > 0) throw new Error(`${missing.join(', ')}: not in src/protocol/tables.ts`);

const text = `# Commands and events

Generated from the declarations in \`${FOLDER}\` by \`npm run docs:protocol\`; do not edit. ${Object.keys(commands).length} commands, ${Object.keys(events).length} events.

Parameters stand in the order in which \`command$\` takes them. Lengths and counts are computed and do not show.
\`u8\`, \`s8\`, \`u16\` … are integers of that many bits, \`sized(…)\` and \`rest\` are bytes, \`list(…)\` is an array, a \`?\` marks what
may be missing at the end. Other names are enumerations and masks, see \`src/protocol/enums\`. The index is that of a
controller where nothing else is said.

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
