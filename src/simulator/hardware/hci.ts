import { encodeText } from '../../protocol/text.js';
import { classBytes, u16Bytes } from '../ground/fields.js';
import type { Chip } from './chip.js';

const NAME_SIZE = 248;
const HANDLE_SIZE = 2;
const SUCCESS = 0;

const addressBytes = (address: string): number[] =>
  address
    .split(':')
    .map((octet) => parseInt(octet, 16))
    .reverse();

/** What a program would ask a controller directly, by opcode: what it returns behind its status. */
const COMMANDS: ReadonlyMap<number, (controller: Chip, sent: Uint8Array) => readonly number[]> = new Map([
  // Read Local Name.
  [0x0c14, ({ hardware }: Chip) => [...padded(encodeText(hardware.name), NAME_SIZE)]],
  // Read Scan Enable.
  [0x0c19, ({ hardware }: Chip) => [(hardware.inquiryScan ? 1 : 0) | (hardware.pageScan ? 2 : 0)]],
  // Read Class Of Device.
  [0x0c23, ({ hardware: { classOfDevice } }: Chip) => classBytes(classOfDevice)],
  // Read Local Version Information: version and revision of HCI, version of LMP, manufacturer, subversion.
  [
    0x1001,
    ({ traits: { bluetoothVersion: version, manufacturer } }: Chip) => [
      version,
      ...u16Bytes(0),
      version,
      ...u16Bytes(manufacturer),
      ...u16Bytes(0),
    ],
  ],
  // Read BD_ADDR.
  [0x1009, ({ address }: Chip) => addressBytes(address)],
  // Read RSSI: BlueZ's virtual controllers don't look who it is, and say -1.
  [0x1405, (_: Chip, sent: Uint8Array) => [...padded(sent, HANDLE_SIZE), 0xff]],
]);

function padded(bytes: Uint8Array, size: number): Uint8Array {
  const area = new Uint8Array(size);
  area.set(bytes.subarray(0, size));
  return area;
}

const NO_OPERATION = 0x0000;

/** Whether the controller answers it at all, be it with a failure: BlueZ's virtual controllers pass over what does nothing. */
export const answers = (opcode: number): boolean => opcode !== NO_OPERATION;

/** The return parameters of an HCI command; nothing if it fails, as those do that the controller does not know. */
export function respond(controller: Chip, opcode: number, sent: Uint8Array): Uint8Array | undefined {
  const command = COMMANDS.get(opcode);
  return command === undefined ? undefined : Uint8Array.of(SUCCESS, ...command(controller, sent));
}
