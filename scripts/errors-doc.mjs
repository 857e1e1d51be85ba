// node scripts/errors-doc.mjs [--check]: writes docs/errors.md from the tables of codes in src, or fails if it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { importSource } from './import-source.mjs';

const TARGET = 'docs/errors.md';
const { errnoAdvice, ownAdvice } = await importSource('src/transport/error-codes.ts');
const { Status } = await importSource('src/protocol/enums/status.ts');
const { statusMeanings } = await importSource('src/mgmt/status-meanings.ts');

const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const code = (name) => `\`${name}\``;

/** One line for an error number, and one for each system call for which it means something else. */
function errnoRows([name, { any, ...others }]) {
  return [
    row(code(name), '', any),
    ...Object.entries(others).map(([syscall, text]) => row(code(name), code(syscall), text)),
  ];
}

const text = `# Errors

Generated from the tables in \`src/transport/error-codes.ts\` and \`src/mgmt/status-meanings.ts\` by \`npm run docs:errors\`; do not edit.

All errors of this library extend \`MgmtError\`: \`name\` says which, \`code\` why, and \`message\` what to do, as far as is known. \`code\` is a
closed type, which editors complete and the compiler checks, also in the guards: \`isStatusError(error, 'Busy')\`, \`isTransportError(error, 'EPERM')\`.

## StatusError

A command was refused, or carrying it out failed; \`code\` is the name of \`status\`. With \`source: 'kernel'\` the kernel has answered so. With
\`source: 'library'\` it has not answered, and the library knows why; whether the command was carried out is unknown then.

Why the kernel refuses a command with \`InvalidParameters\` stands with each command in \`protocol.md\` in the repository; the message names the reasons that fit what
was sent.

| code | number | means |
| --- | --- | --- |
${Object.entries(statusMeanings)
  .map(([name, meaning]) => row(code(name), `0x${Status[name].toString(16).padStart(2, '0')}`, meaning))
  .join('\n')}

Statuses that have no name are numbers, and \`code\` is the number as text.

## TransportError

There is no way to the kernel, or it broke; \`syscall\` says where, \`errno\` has the number.

| code | only for | what to do |
| --- | --- | --- |
${Object.entries(errnoAdvice).flatMap(errnoRows).join('\n')}

Error numbers of Linux that are not listed come as \`E\` and the number, such as \`E77\`; the message has the name. These come from the library itself, with \`errno\` 0:

| code | means |
| --- | --- |
${Object.entries(ownAdvice)
  .map(([name, meaning]) => row(code(name), meaning))
  .join('\n')}

## The others

| error | code | when |
| --- | --- | --- |
| \`CodecError\` | \`InvalidValue\` | a value does not fit its field: nothing was sent. \`path\` names the field, \`value\` is what was given, but never a secret |
| | \`Truncated\` | a frame ends inside of a field, at \`offset\` |
| | \`InvalidFrame\` | any other nonsense in a frame |
| \`OptionError\` | \`InvalidOption\` | an option makes no sense: thrown by the call that was given it. \`option\`, \`value\` and \`expected\` say more |
| \`TimeoutError\` | \`Timeout\` | the kernel did not answer within \`timeout\` milliseconds |
| \`NeighbourError\` | \`Bluetoothd\` | an owning command was not sent, because bluetoothd runs, in process \`pid\`, and it would break what that relies on |
| \`KeepError\` | \`Refused\` | \`keep\` gives up: the kernel refused what is \`desired\` at each of \`attempts\` attempts; \`cause\` is the last refusal |
| | \`Contested\` | \`keep\` gives up: what is \`desired\` was undone after each attempt, by another program or the controller |
| \`RecoveryError\` | \`Absent\` | \`recover\` gives up: the controller is not there, has not returned, or can't be read |
| | \`Silent\` | \`recover\` gives up: it answers, but nothing is heard. Only of reports of \`watchdog\` |
| | \`Exhausted\` | \`recover\` gives up: it does not work after any step; \`steps\` says what came of each |
| | \`InProgress\` | \`recover\` is at this controller already |
| \`PairingAnswerError\` | \`Answered\` | a question of \`pairingRequests\` was answered twice by this program: thrown by the second answer, and the first counts |
| \`KeyStoreError\` | \`Damaged\` | a store of keys can't be read: it was left as it is |
| | \`LaterVersion\` | a store of keys was written by a later version of this library: it was left as it is |
| | \`ReadOnly\` | a store of keys was not made for writing |
| | \`Unsupported\` | a store of keys has no place for this kind of key |
| | \`TooMany\` | there are more keys than the kernel takes: none was loaded |
| | \`InUse\` | \`persistKeys\` is at this controller already: none was loaded |
`;

if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error(`${TARGET} is stale: npm run docs:errors`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(TARGET, text);
}
