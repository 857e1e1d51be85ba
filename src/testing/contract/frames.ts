import { HEADER_SIZE, MAX_FRAME_SIZE, NON_CONTROLLER, frameOf } from '../../protocol/header.js';

/** An event that no kernel has sent yet. */
const UNKNOWN_EVENT = 0x7001;
/** Commands that no kernel knows: it answers to each, with its opcode, and does nothing. */
const FIRST_UNKNOWN_OPCODE = 0x6000;
const COMMAND_STATUS = 0x0002;
const UNKNOWN_COMMAND = 0x01;

/** Parameters of short frames, as long as those of a kernel's: none, few, around a power of two, an advertisement's, a name's. */
const LENGTHS = [0, 1, 14, 58, 59, 260] as const;

export const LARGEST_FRAME = MAX_FRAME_SIZE;
/** `BT_SNDMTU` is 16 bits wide: no socket of the kernel takes a longer one (`bt_sock_setsockopt_mtu` in net/bluetooth/hci_sock.c). */
export const LARGEST_COMMAND = 0xffff;

/** Bytes that are different in each frame, and at each place of it. */
const pattern = (number: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (number * 31 + at * 7 + (at >> 8)) & 0xff);

/** Numbers that stand in the frames of one scenario, so that each is different. */
export class FrameMaker {
  #count = 0;

  event(size?: number): Uint8Array {
    const number = this.#count++;
    return frameOf(UNKNOWN_EVENT, number, pattern(number, lengthOf(number, size)));
  }

  command(size?: number): Uint8Array {
    const number = this.#count++;
    return frameOf(FIRST_UNKNOWN_OPCODE + number, null, pattern(number, lengthOf(number, size)));
  }
}

const lengthOf = (number: number, size: number | undefined): number =>
  size === undefined ? (LENGTHS[number % LENGTHS.length] ?? 0) : size - HEADER_SIZE;

/** What Linux answers to a command that it does not know (`hci_mgmt_cmd` in net/bluetooth/hci_sock.c). */
export function refusalOf(command: Uint8Array): Uint8Array {
  return frameOf(COMMAND_STATUS, NON_CONTROLLER, Uint8Array.of(command[0]!, command[1]!, UNKNOWN_COMMAND));
}

/** Whether a frame is what Linux answers to one of our commands. */
export function isRefusal(frame: Uint8Array): boolean {
  return (
    frame.length === HEADER_SIZE + 3 && frame[0] === COMMAND_STATUS && frame[1] === 0 && (frame[7] ?? 0) >> 5 === 3
  );
}
