import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { release } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { Bluetoothd } from '../../bluetoothd.js';
import type { Transport } from '../../transport.js';
import { hciSocket } from '../hci-socket.js';
import { findBluetoothd } from '../bluetoothd.js';
import { readRfkill, type RfkillSwitch } from '../rfkill.js';
import { loadSystem, type System } from '../system.js';
import { unlessFailed } from '../unless-failed.js';

/** All that `doctor` looks at. */
export interface Surroundings {
  readonly platform: string;
  readonly arch: string;
  /** The release of the kernel. */
  readonly kernel: string;
  readonly node: string;
  /** The program that this process runs, without symbolic links. */
  readonly execPath: string;
  readonly isMainThread: boolean;
  readonly pid: number;
  /** The clock. */
  readonly scheduler: SchedulerLike;
  /** A file as text; undefined if it can't be read. */
  readonly read: (path: string) => string | undefined;
  /** What is in a folder; nothing if it can't be read. */
  readonly list: (path: string) => readonly string[];
  /** Where a symbolic link leads; undefined if that can't be read. */
  readonly link: (path: string) => string | undefined;
  /** The switches of radios; none where they can't be seen. */
  readonly rfkill: () => readonly RfkillSwitch[];
  /** Whether bluetoothd runs. */
  readonly bluetoothd: () => Bluetoothd;
  /** Throws a `TransportError`. */
  readonly system: () => System;
  /** A management socket. */
  readonly transport: () => Transport;
}

export function thisProcess(): Surroundings {
  return {
    platform: process.platform,
    arch: process.arch,
    kernel: release(),
    node: process.versions.node,
    execPath: unlessFailed(() => realpathSync(process.execPath)) ?? process.execPath,
    isMainThread,
    pid: process.pid,
    scheduler: asyncScheduler,
    read: (path) => unlessFailed(() => readFileSync(path, 'utf8')),
    list: (path) => unlessFailed(() => readdirSync(path)) ?? [],
    link: (path) => unlessFailed(() => readlinkSync(path)),
    rfkill: () => readRfkill() ?? [],
    bluetoothd: findBluetoothd,
    system: loadSystem,
    transport: hciSocket,
  };
}
