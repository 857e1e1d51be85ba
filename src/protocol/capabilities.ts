import { CodecError } from './errors.js';
import { framed } from './lists.js';
import { flagsOf } from './masks.js';
import { s8, u16, u8 } from './numbers.js';
import { struct } from './struct.js';
import type { Tlv, TlvHeader } from './tlv.js';
import { tlvList } from './tlv.js';

/** Length of type and value together (u8), type (u8), value: as in EIR. */
const header: TlvHeader = {
  size: 2,
  read: (reader) => {
    const length = u8.read(reader);
    if (length === 0)
      throw new CodecError('InvalidFrame', 'a length of 0 leaves no room for the type', { offset: reader.offset });
    return { code: u8.read(reader), length: length - 1 };
  },
  write: (writer, code, length) => {
    u8.write(writer, length + 1);
    u8.write(writer, code);
  },
};

/** What the controller does against attacks: bit numbers. */
export const SecurityCapabilityFlags = {
  RemotePublicKeyValidationBredr: 0,
  RemotePublicKeyValidationLe: 1,
  EncryptionKeySizeEnforcementBredr: 2,
  EncryptionKeySizeEnforcementLe: 3,
} as const;

/** Read Controller Capabilities. The document gives key sizes one byte, Linux sends two: one byte comes as bytes. */
const Capabilities = {
  SecurityFlags: [0x01, flagsOf('securityCapabilityFlags', SecurityCapabilityFlags, u8)],
  MaxEncryptionKeySizeBredr: [0x02, u16],
  MaxEncryptionKeySizeLe: [0x03, u16],
  /** In dBm. */
  LeTxPowerRange: [
    0x04,
    struct([
      ['min', s8],
      ['max', s8],
    ]),
  ],
} as const;

/** One capability. Types without a name, and values of another length, are bytes. */
export type Capability = Tlv<typeof Capabilities>;

export const capabilities = framed(u16, tlvList('capabilities', header, Capabilities));
