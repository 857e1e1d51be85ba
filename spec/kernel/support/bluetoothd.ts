import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { busSettings } from './bus-settings.js';

/** Debian's bluetoothd, with a bus of its own. */
export interface Bluetoothd {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts bluetoothd, and waits until it has looked for controllers. */
export async function startBluetoothd(): Promise<Bluetoothd> {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'));
  const socket = join(folder, 'socket');
  const settings = join(folder, 'settings.xml');
  writeFileSync(settings, busSettings(socket));
  const bus = spawn('dbus-daemon', ['--config-file', settings, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It prints its address when it listens.
  await once(bus.stdout, 'data');
  const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${socket}` };
  const daemon = spawn('bluetoothd', ['--nodetach', '--debug=src/adapter.c'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  await new Promise<void>((resolve, reject) => {
    const lines = createInterface(daemon.stderr);
    lines.on('line', (line) => {
      if (line.includes('Number of controllers:')) resolve();
    });
    lines.on('close', () => reject(new Error('bluetoothd has ended')));
  });
  const children = [daemon, bus];
  return {
    pid: daemon.pid!,
    stop: async () => {
      for (const child of children) {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
      rmSync(folder, { recursive: true });
    },
  };
}
