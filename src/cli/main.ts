#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { doctor } from '../transport/linux/index.js';

const HELP = `rx-btmgmt doctor [--json]

Finds out why Bluetooth does not work here, and says what to do. It changes nothing; root sees more.

  --json   the diagnosis as JSON
  --help   this text

Exit code: 0 if nothing is wrong or there are only notes, 1 with warnings, 2 with errors, 64 for a wrong command line.
`;

const EXIT = { note: 0, warning: 1, error: 2, usage: 64 };

function fail(why: string): void {
  process.stderr.write(`${why}\n\n${HELP}`);
  process.exitCode = EXIT.usage;
}

function examine(json: boolean): void {
  doctor().subscribe((diagnosis) => {
    process.stdout.write(json ? `${JSON.stringify(diagnosis, null, 2)}\n` : diagnosis.text);
    process.exitCode = EXIT[diagnosis.severity ?? 'note'];
  });
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  const [command, ...rest] = positionals;
  if (values.help) process.stdout.write(HELP);
  else if (command === undefined) fail('Which command? There is one: doctor.');
  else if (command !== 'doctor' || rest.length > 0) fail(`There is no command "${positionals.join(' ')}".`);
  else examine(values.json);
}

try {
  main();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
