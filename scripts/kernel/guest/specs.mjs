// node specs.mjs FILE...: runs compiled specifications in one process: in the emulated guest, starting Node once more for
// each of them would take longer than most of them run.
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';

const GRACE_MS = 5000;

after(() => {
  // This process ends by itself, if everything was closed.
  const timer = setTimeout(() => {
    console.error('Something that a specification has opened is still open.');
    process.exit(1);
  }, GRACE_MS);
  timer.unref();
});
for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
