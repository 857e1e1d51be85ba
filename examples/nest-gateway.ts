// A gateway as a service of Nest: REST, server-sent events, the bridge, and the dashboard on it. Open the address that it prints.
// npm run example -- nest-gateway [PORT] [FOLDER OF A PAGE] [--token TOKEN] [--keys FILE] [--simulated]
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { memoryKeyStore } from 'rx-btmgmt';
import { jsonKeyStore } from 'rx-btmgmt/keys-node';
import { hciSocket } from 'rx-btmgmt/linux';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
import { startGateway } from './nest-gateway/start-gateway.js';

/** Where `npm run build:dashboard` puts the page. */
const DASHBOARD = 'packages/dashboard/assets';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { simulated: { type: 'boolean', default: false }, token: { type: 'string' }, keys: { type: 'string' } },
});
const { simulated, token = randomBytes(24).toString('base64url') } = values;
const [port = '3000', dashboard = existsSync(DASHBOARD) ? DASHBOARD : undefined] = positionals;
const transport = simulated ? createSimulator({ devices: neighbourhood() }).transport() : hciSocket();
// Beside bluetoothd, which keeps the keys itself, there is none.
const store = values.keys !== undefined ? jsonKeyStore(values.keys) : simulated ? memoryKeyStore() : undefined;
const app = await startGateway({
  transport,
  // All that the page has switches for; while bluetoothd runs it does not send what would break that.
  bridge: { token, allow: 'owning' },
  ...(store && { keys: store }),
  port: Number(port),
  ...(dashboard !== undefined && { dashboard }),
});
if (simulated) console.log('Simulated kernel, simulated devices: as you asked for.');
// Everything ends with the application: connections, the scan, the socket. So does the process then.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
const url = await app.getUrl();
console.log(`REST, described: ${url}/api`);
// Browsers send to nobody what stands behind #.
const known = new URLSearchParams({ token, ...(simulated && { simulated: '1' }) }).toString();
console.log(
  dashboard === undefined
    ? `Token of the bridge: ${token}. "npm run build:dashboard" makes a page for it.`
    : `Dashboard: ${url}/#${known}`,
);
