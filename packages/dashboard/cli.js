#!/usr/bin/env node
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Mgmt, controller, memoryKeyStore, persistKeys } from 'rx-btmgmt';
import { serveDashboard } from './index.js';

const HELP = `rx-btmgmt-dashboard [--simulator] [--port 8080] [--host 127.0.0.1] [--origin URL] [--keys PATH]

Serves a page that shows and switches the Bluetooth controllers of this machine, and prints its address.
It needs CAP_NET_ADMIN to do more than look.

  --simulator   a simulated kernel with devices instead
  --port        where to listen; 0: anywhere
  --host        other machines can reach it at other addresses, without encryption
  --origin      the address by which they do, as http://192.168.1.5:8080; may be there several times
  --keys        whose keys the page lists, never the keys: a file of jsonKeyStore(), or /var/lib/bluetooth, the folder of bluetoothd`;

/** The kernel of this machine, with what remembers its keys. */
async function machine(path) {
  const transport = (await import('rx-btmgmt/linux')).hciSocket();
  if (path === undefined) return { transport };
  const { bluezKeyStore, jsonKeyStore } = await import('rx-btmgmt/keys-node');
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return { transport, keys: isFolder ? bluezKeyStore(path) : jsonKeyStore(path) };
}

/** A simulated kernel, and what remembers the keys of its first controllers. */
async function simulation() {
  const { createSimulator, neighbourhood } = await import('rx-btmgmt/simulator');
  const simulator = createSimulator({ controllers: [{}, {}], devices: neighbourhood() });
  const mgmt = new Mgmt(simulator.transport());
  const keys = memoryKeyStore();
  for (const index of [0, 1]) {
    persistKeys(controller(mgmt, index), keys).subscribe({ error: ({ message }) => console.error(message) });
  }
  return { transport: simulator.transport(), keys };
}

try {
  const { values } = parseArgs({
    options: {
      simulator: { type: 'boolean', default: false },
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      origin: { type: 'string', multiple: true },
      keys: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { simulator: simulated, host, port, origin: origins, keys: path } = values;
  if (values.help) console.log(HELP);
  else if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`--port ${port}: not a number from 0 to 65535`);
  else {
    const { transport, keys } = simulated ? await simulation() : await machine(path);
    const options = { host, port: Number(port), simulated, ...(keys && { keys }), ...(origins && { origins }) };
    const { url } = await serveDashboard(transport, options);
    console.log(`${simulated ? 'Simulated' : 'The controllers of this machine'}: ${url}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
