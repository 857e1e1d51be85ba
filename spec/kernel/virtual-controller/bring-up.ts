import { u16 } from './packets.js';

/**
 * What a small LE-only controller says about itself when Linux brings it up (hci_init_sync in net/bluetooth/hci_sync.c), and
 * what it is told then. Commands and their parameters: Core Specification, volume 4, part E, section 7.
 *
 * It has the LE commands of Bluetooth 4.0 only. Without the extended ones the kernel scans with LE Set Scan Enable, on all
 * kernels the same (use_ext_scan in include/net/bluetooth/hci_core.h asks for bits 5 and 6 of octet 37).
 */
const SUCCESS = 0x00;
const BLUETOOTH_4_0 = 0x06;
/** "Not to be used in production": assigned to nobody. */
const NO_MANUFACTURER = 0xffff;

/** Where the supported commands are marked: [octet, bits], volume 4, part E, section 6.27. */
const SUPPORTED_COMMANDS: readonly (readonly [octet: number, bits: number])[] = [
  [5, 0b1100_0000], // Set Event Mask, Reset
  [14, 0b0010_1000], // Read Local Version Information, Read Local Supported Features
  [15, 0b0000_0010], // Read BD_ADDR
  [25, 0b1111_0111], // LE: event mask, buffer size, features, random address, advertising parameters, TX power and data
  [26, 0b1100_1111], // LE: scan response, advertising, scan parameters, scanning, size and clearing of the filter list
  [27, 0b1100_0011], // LE: adding to and removing from the filter list, Encrypt, Rand
  [28, 0b0000_1000], // LE Read Supported States
];

/** LE is supported, BR/EDR is not: bits 38 and 37 of the LMP features. */
const LMP_FEATURES = [0, 0, 0, 0, 0b0110_0000, 0, 0, 0];

/** Commands that only have to be done: their answer is a status. */
const DONE: readonly number[] = [
  0x0c01, // Set Event Mask
  0x0c03, // Reset
  0x2001, // LE Set Event Mask
  0x2005, // LE Set Random Address
  0x2006, // LE Set Advertising Parameters
  0x2008, // LE Set Advertising Data
  0x2009, // LE Set Scan Response Data
  0x200a, // LE Set Advertising Enable
  0x200b, // LE Set Scan Parameters
  0x200c, // LE Set Scan Enable
  0x2010, // LE Clear Filter Accept List
  0x2011, // LE Add Device To Filter Accept List
  0x2012, // LE Remove Device From Filter Accept List
];

/** The return parameters for a command of a controller with this address; undefined if it does not know the command. */
export function answer(opcode: number, address: readonly number[]): number[] | undefined {
  if (DONE.includes(opcode)) return [SUCCESS];
  const information = INFORMATION.get(opcode);
  return information === undefined ? undefined : [SUCCESS, ...information(address)];
}

const INFORMATION = new Map<number, (address: readonly number[]) => readonly number[]>([
  // Read Local Version Information: HCI version and revision, LMP version, manufacturer, LMP subversion
  [0x1001, () => [BLUETOOTH_4_0, ...u16(0), BLUETOOTH_4_0, ...u16(NO_MANUFACTURER), ...u16(0)]],
  // Read Local Supported Commands
  [0x1002, supportedCommands],
  // Read Local Supported Features
  [0x1003, () => LMP_FEATURES],
  // Read BD_ADDR
  [0x1009, (address) => address],
  // LE Read Buffer Size: of a packet, and how many
  [0x2002, () => [...u16(251), 15]],
  // LE Read Local Supported Features
  [0x2003, () => zeros(8)],
  // LE Read Advertising Physical Channel TX Power, in dBm
  [0x2007, () => [0]],
  // LE Read Filter Accept List Size
  [0x200f, () => [8]],
  // LE Encrypt, LE Rand: nobody is talked to, so nobody is deceived
  [0x2017, () => zeros(16)],
  [0x2018, () => zeros(8)],
  // LE Read Supported States: all that version 4.0 has
  [0x201c, () => [0xff, 0xff, 0xff, 0xff, 0xff, 0x03, 0, 0]],
]);

function supportedCommands(): number[] {
  const octets = zeros(64);
  for (const [octet, bits] of SUPPORTED_COMMANDS) octets[octet] = bits;
  return octets;
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
