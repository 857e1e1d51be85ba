import { closeSync, constants, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { unlessFailed } from './unless-failed.js';

/** A switch that can block the radio of a Bluetooth controller (Documentation/driver-api/rfkill.rst of Linux). */
export interface RfkillSwitch {
  /** Its number, as `rfkill list` shows it. */
  readonly id: number;
  /** Such as `'hci0'`; switches of the platform have other names, such as `'tpacpi_bluetooth_sw'`. */
  readonly name: string;
  /** The controller that it belongs to; `null`: it is one of the platform, which may block, or take away, any. */
  readonly index: number | null;
  /** Blocked by software: `rfkill unblock` helps. */
  readonly soft: boolean;
  /** Blocked by hardware, such as a key or a setting of the firmware: only a hand helps. */
  readonly hard: boolean;
}

/** Where the kernel shows switches, and where it takes orders. */
export interface RfkillFiles {
  readonly folder: string;
  readonly device: string;
}

const FILES: RfkillFiles = { folder: '/sys/class/rfkill', device: '/dev/rfkill' };

/**
 * The switches that bear on controllers, by id. `undefined`: not known, since this machine has no rfkill, or shows none of it to
 * this process, as in some containers. That is no fault, and does not mean that nothing is blocked.
 */
export function readRfkill({ folder }: RfkillFiles = FILES): readonly RfkillSwitch[] | undefined {
  return unlessFailed(() => readdirSync(folder))
    ?.map((entry) => readSwitch(folder, entry))
    .filter((entry) => entry !== undefined)
    .sort((a, b) => a.id - b.id);
}

/** Those of the switches that bear on one controller: its own, and those of the platform. */
export function switchesOf(switches: readonly RfkillSwitch[], index: number): readonly RfkillSwitch[] {
  return switches.filter((entry) => entry.index === index || entry.index === null);
}

/**
 * Asks the kernel to take back the soft block of one switch. It has done so when this returns; that the controller is told is
 * another matter. Throws what the file system says, such as EACCES.
 */
export function unblockSwitch(id: number, { folder, device }: RfkillFiles = FILES): void {
  try {
    writeDevice(device, changeEvent(id));
  } catch (error) {
    // Containers often have no such device; then the switch itself may be written to by root.
    try {
      writeFileSync(`${folder}/rfkill${id}/soft`, '0');
    } catch {
      throw error;
    }
  }
}

function readSwitch(folder: string, entry: string): RfkillSwitch | undefined {
  const read = (file: string) => readFileSync(`${folder}/${entry}/${file}`, 'utf8').trim();
  // It may go while we look.
  return unlessFailed(() => {
    if (!/^rfkill\d+$/.test(entry) || read('type') !== 'bluetooth') return undefined;
    const name = read('name');
    // Switches of controllers are named as these (hci_register_dev in net/bluetooth/hci_core.c).
    const own = /^hci(\d+)$/.exec(name);
    return {
      id: Number(entry.slice('rfkill'.length)),
      name,
      index: own === null ? null : Number(own[1]),
      soft: read('soft') === '1',
      hard: read('hard') === '1',
    };
  });
}

const TYPE_BLUETOOTH = 2;
const OP_CHANGE = 2;

/** `struct rfkill_event` of <linux/rfkill.h>: the number, then type, operation, soft, hard. Eight bytes do on every kernel. */
function changeEvent(id: number): Uint8Array {
  const event = new Uint8Array(8);
  // In the order of this machine, as the kernel takes it.
  new Uint32Array(event.buffer)[0] = id;
  event.set([TYPE_BLUETOOTH, OP_CHANGE, 0, 0], 4);
  return event;
}

function writeDevice(device: string, event: Uint8Array): void {
  const fd = openSync(device, constants.O_WRONLY);
  try {
    writeSync(fd, event);
  } finally {
    closeSync(fd);
  }
}
