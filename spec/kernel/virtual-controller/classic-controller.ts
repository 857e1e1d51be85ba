import { addressBytes } from './advertisers.js';
import { commandComplete, commandStatus, inquiryComplete, inquiryResult, u16 } from './packets.js';
import { openVhci } from './vhci-device.js';

const SUCCESS = 0x00;
const UNKNOWN_COMMAND = 0x01;
const BLUETOOTH_1_1 = 0x01;
/** "Not to be used in production": assigned to nobody. */
const NO_MANUFACTURER = 0xffff;
const INQUIRY = 0x0401;

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

/**
 * What a controller of Bluetooth 1.1 answers when Linux brings it up, which asks it for nothing that is newer (hci_init_sync in
 * net/bluetooth/hci_sync.c). Commands and return parameters: Core Specification, volume 4, part E, section 7.
 */
const RETURNED = new Map<number, (address: readonly number[]) => readonly number[]>([
  [0x0402, () => []], // Inquiry Cancel
  [0x0c01, () => []], // Set Event Mask
  [0x0c03, () => []], // Reset
  [0x0c05, () => []], // Set Event Filter
  [0x0c13, () => []], // Write Local Name
  [0x0c14, () => zeros(248)], // Read Local Name
  [0x0c16, () => []], // Write Connection Accept Timeout
  [0x0c1a, () => []], // Write Scan Enable
  [0x0c23, () => zeros(3)], // Read Class of Device
  [0x0c24, () => []], // Write Class of Device
  [0x0c25, () => u16(0x0060)], // Read Voice Setting
  [0x0c38, () => [1]], // Read Number of Supported IAC
  [0x0c39, () => [1, 0x33, 0x8b, 0x9e]], // Read Current IAC LAP
  [0x0c3a, () => []], // Write Current IAC LAP
  // Read Local Version Information: HCI version and revision, LMP version, manufacturer, LMP subversion
  [0x1001, () => [BLUETOOTH_1_1, ...u16(0), BLUETOOTH_1_1, ...u16(NO_MANUFACTURER), ...u16(0)]],
  // Read Local Supported Features: none, above all no inquiry with RSSI
  [0x1003, () => zeros(8)],
  // Read Buffer Size: of packets with data and with sound, and how many
  [0x1005, () => [...u16(192), 64, ...u16(4), ...u16(0)]],
  [0x1009, (address) => address], // Read BD_ADDR
]);

export interface ClassicController {
  /** Ends the inquiry that is going on, with one device found. What comes before the event Discovering the kernel throws away. */
  find(address: string): void;
  /** Unplugs it. */
  close(): Promise<void>;
}

/** Plugs in a BR/EDR controller that can't tell how strong it hears a device. Needs root. */
export function plugInClassic(own: string): ClassicController {
  const address = addressBytes(own);
  const vhci = openVhci((packet) => {
    if (packet.kind !== 'command') return;
    const { opcode } = packet;
    const returned = RETURNED.get(opcode)?.(address);
    if (returned) vhci.write(commandComplete(opcode, [SUCCESS, ...returned]));
    else vhci.write(commandStatus(opcode, opcode === INQUIRY ? SUCCESS : UNKNOWN_COMMAND));
  });
  return {
    find: (found) => {
      vhci.write(inquiryResult(addressBytes(found)));
      vhci.write(inquiryComplete());
    },
    close: () => vhci.close(),
  };
}
