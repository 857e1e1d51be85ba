// npm run dashboard [-- --simulator --port 8080]: builds what is missing, and serves the dashboard. With --kernel NAME it is that of a virtual
// machine with a real kernel, NAME as for npm run test:kernel.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildDashboard } from './build-dashboard.mjs';

/** A person looks as long as a person likes: in seconds, somewhat less than a timer can be set to. */
const FOR_EVER = '2000000';

await buildDashboard();
const { values } = parseArgs({ strict: false, options: { kernel: { type: 'string' }, port: { type: 'string' } } });
const { kernel, port = '8080' } = values;
if (kernel === undefined) await import('../packages/dashboard/cli.js');
else {
  console.log('Booting a virtual machine. The first time, packages of the distribution are fetched: a minute or two.');
  const machine = ['--kernel', kernel, '--port', port, '--timeout', FOR_EVER, '--controllers', '--advertisers', '6'];
  const guest = fileURLToPath(new URL('dashboard/guest.mjs', import.meta.url));
  process.argv.splice(2, Infinity, ...machine, '--rate', '20', '--', process.execPath, guest, port);
  await import('./kernel/run.mjs');
}
