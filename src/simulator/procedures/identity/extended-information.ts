import { encodeText } from '../../../protocol/text.js';
import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';

const CLASS_OF_DEVICE = 0x0d;
const APPEARANCE = 0x19;
const COMPLETE_NAME = 0x09;
const SHORT_NAME = 0x08;

/** One field as in EIR: length, type, value. */
export const field = (type: number, ...value: readonly number[]): number[] => [value.length + 1, type, ...value];

/** A name as the kernel takes it from its memory: up to the first NUL. */
export const nameBytes = (name: string): Uint8Array => {
  const bytes = encodeText(name);
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

export const u16Bytes = (value: number): [number, number] => [value & 0xff, value >> 8];

/** What Read Extended Controller Information says in EIR (append_eir_data_to_buf in net/bluetooth/mgmt.c). */
export function extendedInformation({ appearance, classOfDevice, flags, name, shortName }: Controller): Uint8Array {
  const [low, middle] = u16Bytes(classOfDevice & 0xffff);
  return Uint8Array.from([
    ...(flags.has('BREDR') ? field(CLASS_OF_DEVICE, low, middle, classOfDevice >> 16) : []),
    ...(flags.has('LowEnergy') ? field(APPEARANCE, ...u16Bytes(appearance)) : []),
    ...field(COMPLETE_NAME, ...nameBytes(name)),
    ...field(SHORT_NAME, ...nameBytes(shortName)),
  ]);
}

/** Tells that it has changed (ext_info_changed in mgmt.c). */
export function announceInformation(controller: Controller, skip?: Socket): void {
  controller.emit({ event: 'ExtendedControllerInformationChanged', eirData: extendedInformation(controller) }, skip);
}
