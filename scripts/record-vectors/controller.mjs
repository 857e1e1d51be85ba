import { spawn } from 'node:child_process';
import { openSync, writeSync, closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// Compiled by run.mjs for --controllers.
const at = new URL('../../build/kernel/virtual-controller/', import.meta.url);
const { answer } = await import(new URL('bring-up.js', at).href);
const { commandComplete, commandStatus, takePacket } = await import(new URL('packets.js', at).href);

/** Bits of the first packet to /dev/vhci (drivers/bluetooth/hci_vhci.c). */
export const EXTERNAL_CONFIGURATION = 0x40;
const UNKNOWN_COMMAND = 0x01;
const LE_READ_LOCAL_FEATURES = 0x2003;
const NO_FEATURES = [0, 0, 0, 0, 0, 0, 0, 0];
/** Return parameters of what this controller can more than the one of spec/kernel. */
const MORE = new Map([
  // Read RSSI, Read Transmit Power Level: handle, dBm
  [0x1405, [0, 0x40, 0x00, 0xc4]],
  [0x0c2d, [0, 0x40, 0x00, 0x04]],
  // LE Set Host Feature, LE Set Default Subrate
  [0x2074, [0]],
  [0x207d, [0]],
]);

/** What a controller with BR/EDR returns. */
const BREDR = new Map([
  // Read Local Supported Features: LE, and not the bit that says that there is no BR/EDR
  [0x1003, [0, 0, 0, 0, 0, 0x40, 0, 0, 0]],
  // Read Buffer Size: of ACL and SCO packets, how many
  [0x1005, [0, 0x9b, 0x02, 0, 8, 0, 0, 0]],
]);

/** The only connection. */
const HANDLE = [0x40, 0x00];

/**
 * What follows the status of some commands: code, length and parameters of an event.
 *
 * @param {number} opcode
 * @param {Buffer} parameters
 * @param {readonly number[]} features
 */
function eventAfter(opcode, parameters, features) {
  switch (opcode) {
    case 0x0406: // Disconnect: Disconnection Complete, by the local host
      return [0x05, 4, 0, ...HANDLE, 0x16];
    case 0x200d: // LE Create Connection: LE Connection Complete, as central, with that address
      return [0x3e, 19, 0x01, 0, ...HANDLE, 0, ...parameters.subarray(5, 12), 0x28, 0, 0, 0, 0x2a, 0, 0];
    case 0x2016: // LE Read Remote Features: its completion
      return [0x3e, 12, 0x04, 0, ...HANDLE, ...features];
    default:
      return undefined;
  }
}

/**
 * Plugs in a controller that does as it is told.
 *
 * @param {{ quirks?: number, address?: number[], features?: number[], bredr?: boolean }} [options] `features`: those of
 *   LE; `bredr`: it has BR/EDR, too, and answers what it does not know with zeros
 */
export async function plugIn({
  quirks = 0,
  address = [0x66, 0x55, 0x44, 0x33, 0x22, 0x00],
  features = NO_FEATURES,
  bredr = false,
} = {}) {
  const fd = openSync('/dev/vhci', 'r+');
  const reader = spawn('cat', [], { stdio: [fd, 'pipe', 'inherit'] });
  let pending = Buffer.alloc(0);
  /** @type {(index: number) => void} */
  let created = () => undefined;
  /** @type {Promise<number>} */
  const index = new Promise((resolve) => (created = resolve));
  reader.stdout.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (let taken = takePacket(pending); taken !== undefined; taken = takePacket(pending)) {
      pending = taken.rest;
      const { packet } = taken;
      if (packet.kind === 'created') created(packet.index);
      if (packet.kind !== 'command') continue;
      const { opcode } = packet;
      const later = eventAfter(opcode, packet.parameters, features);
      if (later !== undefined) {
        writeSync(fd, commandStatus(opcode, 0));
        writeSync(fd, Buffer.from([0x04, ...later]));
        continue;
      }
      const own = opcode === LE_READ_LOCAL_FEATURES ? [0, ...features] : bredr ? BREDR.get(opcode) : undefined;
      const returned = own ?? MORE.get(opcode) ?? answer(opcode, address) ?? (bredr ? Array(249).fill(0) : undefined);
      if (returned === undefined) process.stderr.write(`unknown HCI command ${opcode.toString(16)}\n`);
      writeSync(fd, returned ? commandComplete(opcode, returned) : commandStatus(opcode, UNKNOWN_COMMAND));
    }
  });
  writeSync(fd, Buffer.from([0xff, quirks]));
  return {
    index: await index,
    /** Gives the kernel an event in hex: code and parameters. @param {string} hex */
    event: (hex) => {
      const [code = 0, ...parameters] = Buffer.from(hex.replaceAll(' ', ''), 'hex');
      writeSync(fd, Buffer.from([0x04, code, parameters.length, ...parameters]));
    },
    close: async () => {
      closeSync(fd);
      reader.kill('SIGKILL');
      await sleep(500);
    },
  };
}
