// npm run demo [-- --simulated] [-- --seconds N]: discovers devices with this machine's controller if there is one that may be
// used, else with the simulated kernel, and shows them in a table.
import { parseArgs } from 'node:util';
import { ensureBuilt } from './built.mjs';

const HELP = `npm run demo -- [OPTION...]

  --simulated    the simulated kernel, even if this machine has a controller
  --seconds N    how long (15)
  --help
`;

const { values } = parseArgs({
  options: {
    simulated: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '15' },
    help: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
if (values.help || !(seconds > 0)) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

ensureBuilt();
const { showDiscovery } = await import('./demo/show-discovery.mjs');
process.exitCode = await showDiscovery({ simulated: values.simulated, milliseconds: seconds * 1000 });
