import type { ChildProcess } from 'node:child_process';
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
  /** Registers an agent, which says yes to whatever it is asked: bluetoothd refuses all pairings without one. */
  agree(): Promise<void>;
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
  const children: ChildProcess[] = [daemon, bus];
  return {
    pid: daemon.pid!,
    agree: async () => {
      const agent = spawn('bluetoothctl', ['--agent', 'NoInputNoOutput'], { stdio: ['pipe', 'pipe', 'inherit'], env });
      // It ends first: it is a client of both.
      children.unshift(agent);
      let said = '';
      await new Promise<void>((resolve, reject) => {
        agent.stdout.on('data', (text: Buffer) => {
          said += text.toString();
          if (said.includes('Agent registered')) agent.stdin.write('default-agent\n');
          if (said.includes('Default agent request successful')) resolve();
          if (said.includes('(yes/no)')) agent.stdin.write('yes\n');
          // What is behind the last line is asked again.
          if (/Agent registered|successful|\(yes\/no\)/.test(said)) said = '';
        });
        agent.on('exit', () => reject(new Error('bluetoothctl has ended')));
      });
    },
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
