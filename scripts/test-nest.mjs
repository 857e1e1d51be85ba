// node scripts/test-nest.mjs [JEST ARGUMENT...]: runs the specifications of what is made for Nest with Nest 12. `npm test` has run them with
// Nest 11. Nest 12 is ES modules only, which jest loads when it runs the specifications as ES modules, too.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import base from '../jest.config.js';
import { installed } from './installed.mjs';

const VERSION = 12;
const PARTS = ['common', 'core', 'microservices', 'platform-express', 'swagger', 'terminus', 'testing'];

const packages = [...PARTS.map((part) => `@nestjs/${part}@${VERSION}`), 'rxjs@7', 'reflect-metadata@0.2'];
const folder = await installed(`nest-${VERSION}`, ...packages);

/** Jest does not look at `exports` of packages elsewhere. */
function mainOf(directory) {
  const { main } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return join(directory, main);
}

const config = {
  ...base,
  rootDir: resolve('.'),
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    ...Object.fromEntries(
      PARTS.map((part) => [`^@nestjs/${part}$`, mainOf(join(folder, 'node_modules/@nestjs', part))]),
    ),
    // One for Nest and for us, as in an application.
    '^rxjs$': resolve('node_modules/rxjs/dist/cjs/index.js'),
    ...base.moduleNameMapper,
  },
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.nest.json', useESM: true, diagnostics: false }],
    '^.+\\.cts$': ['ts-jest', { tsconfig: 'tsconfig.spec.json', diagnostics: false }],
  },
};

const args = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--runInBand'];
const chosen = process.argv.length > 2 ? process.argv.slice(2) : ['spec/nest', 'examples/nest-gateway'];
const { status } = spawnSync(process.execPath, [...args, '--config', JSON.stringify(config), ...chosen], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
