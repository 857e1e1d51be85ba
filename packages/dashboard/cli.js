#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { serveDashboard } from './index.js';

const HELP = `rx-btmgmt-dashboard [--simulator] [--port 8080] [--host 127.0.0.1] [--origin URL]

Serves a page that shows and switches the Bluetooth controllers of this machine, and prints its address.
It needs CAP_NET_ADMIN to do more than look.

  --simulator   a simulated kernel with devices instead
  --port        where to listen; 0: anywhere
  --host        other machines can reach it at other addresses, without encryption
  --origin      the address by which they do, as http://192.168.1.5:8080; may be there several times`;

/** The kernel of this machine, or a simulated one. */
async function transportOf(simulated) {
  if (!simulated) return (await import('rx-btmgmt/linux')).hciSocket();
  const { createSimulator, neighbourhood } = await import('rx-btmgmt/simulator');
  return createSimulator({ controllers: [{}, {}], devices: neighbourhood() }).transport();
}

try {
  const { values } = parseArgs({
    options: {
      simulator: { type: 'boolean', default: false },
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      origin: { type: 'string', multiple: true },
      help: { type: 'boolean', default: false },
    },
  });
  const { simulator: simulated, host, port, origin: origins } = values;
  if (values.help) console.log(HELP);
  else if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`--port ${port}: not a number from 0 to 65535`);
  else {
    const options = { host, port: Number(port), simulated, ...(origins && { origins }) };
    const { url } = await serveDashboard(await transportOf(simulated), options);
    console.log(`${simulated ? 'Simulated' : 'The controllers of this machine'}: ${url}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
