// Packs the built library and lets publint and attw look at what users would download. Any finding fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from './pack.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-pack-'));
try {
  const { path, size, entryCount } = pack(folder);
  console.log(`${basename(path)}: ${entryCount} files, ${Math.ceil(size / 1024)} kB`);

  // Not the command line of publint: that one lets suggestions pass.
  const tarball = new Uint8Array(readFileSync(path)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  for (const message of messages) console.error(`publint: ${formatMessage(message, pkg)}`);
  if (messages.length === 0) console.log('publint: no findings');

  const attw = spawnSync('npx', ['attw', path, '--no-emoji'], { stdio: 'inherit' });
  if (messages.length > 0 || attw.status !== 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
