// Packs the built library and looks at what users would download: its size, its links, its types for compilers old and new, what
// publint and attw say, and whether the reports of its surface are up to date. Any finding fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { run } from './built.mjs';
import { packageEntries } from './entries.mjs';
import { deadLinks } from './dead-links.mjs';
import { compilerFindings } from './old-compilers.mjs';
import { pack } from './pack.mjs';

const MAX_FILES = 150;
const MAX_UNPACKED = 2_500_000;

const folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-pack-'));
const findings = [];
try {
  const { path, size, unpackedSize, files } = pack(folder);
  const kB = (bytes) => `${Math.ceil(bytes / 1000)} kB`;
  console.log(`${basename(path)}: ${files.length} files, ${kB(size)}, ${kB(unpackedSize)} unpacked`);
  if (files.length > MAX_FILES) findings.push(`more than ${MAX_FILES} files`);
  if (unpackedSize > MAX_UNPACKED) findings.push(`more than ${kB(MAX_UNPACKED)} unpacked`);

  const dead = deadLinks(files);
  findings.push(...dead.map((link) => `dead link: ${link}`));
  if (dead.length === 0) console.log('links: all lead somewhere');

  // Not the command line of publint: that one lets suggestions pass.
  const tarball = new Uint8Array(readFileSync(path)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  findings.push(...messages.map((message) => `publint: ${formatMessage(message, pkg)}`));
  if (messages.length === 0) console.log('publint: no findings');

  // It objects to what CommonJS can't have.
  const esmOnly = packageEntries().flatMap((entry) => (entry.esmOnly ? [`./${entry.name}`] : []));
  const attw = spawnSync('npx', ['attw', path, '--no-emoji', '--exclude-entrypoints', ...esmOnly], {
    stdio: 'inherit',
  });
  if (attw.status !== 0) findings.push('attw: see above');

  findings.push(...(await compilerFindings(path, folder)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exitCode = 1;
else {
  run(process.execPath, 'scripts/api-reports.mjs', '--check');
  console.log('etc/: all reports are up to date');
}
