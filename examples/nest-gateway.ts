// A gateway as a service of Nest: REST, server-sent events and the bridge; the token of the bridge is printed.
// npm run example -- nest-gateway [PORT] [FOLDER OF A PAGE] [--simulated]
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { hciSocket } from 'rx-btmgmt/linux';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
import { startGateway } from './nest-gateway/start-gateway.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { simulated: { type: 'boolean' } } });
const [port = '3000', dashboard] = positionals;
const transport = values.simulated ? createSimulator({ devices: neighbourhood() }).transport() : hciSocket();
const token = randomBytes(24).toString('base64url');
const app = await startGateway({
  transport,
  bridge: { token, allow: 'shared' },
  port: Number(port),
  ...(dashboard !== undefined && { dashboard }),
});
if (values.simulated) console.log('Simulated kernel, simulated devices: as you asked for.');
// Everything ends with the application: connections, the scan, the socket. So does the process then.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
console.log(`${await app.getUrl()}/api; token of the bridge: ${token}`);
