// What somebody would write for single frames, who needs nothing else: with the same results, and the same checks of input.
import type { MgmtEvent, Params } from 'rx-btmgmt';

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0').toUpperCase());
const ADDRESS_TYPES = ['BREDR', 'LEPublic', 'LERandom'] as const;
const KEY_TYPES = [
  'UnauthenticatedLegacy',
  'AuthenticatedLegacy',
  'UnauthenticatedP256',
  'AuthenticatedP256',
  'DebugP256',
];
const NO_CONTROLLER = 0xffff;
const ADDRESS = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

type Bytes = Uint8Array;
const at = (b: Bytes, i: number): number => b[i] ?? 0;
const u16 = (b: Bytes, i: number): number => at(b, i) | (at(b, i + 1) << 8);
const hex = (b: Bytes, i: number): string => HEX[at(b, i)] ?? '';
const address = (b: Bytes, i: number): string =>
  `${hex(b, i + 5)}:${hex(b, i + 4)}:${hex(b, i + 3)}:${hex(b, i + 2)}:${hex(b, i + 1)}:${hex(b, i)}`;

function check(b: Bytes, size: number): void {
  if (b.length < size || u16(b, 4) !== b.length - 6) throw new Error('malformed');
}

export function readDeviceFound(b: Bytes): unknown {
  check(b, 20);
  const flags = u16(b, 14) | (u16(b, 16) << 16);
  const end = 20 + u16(b, 18);
  if (end > b.length) throw new Error('malformed');
  return {
    event: 'DeviceFound',
    index: u16(b, 2),
    address: address(b, 6),
    addressType: ADDRESS_TYPES[at(b, 12)] ?? at(b, 12),
    rssi: (at(b, 13) << 24) >> 24,
    flags: {
      ConfirmName: (flags & 1) !== 0,
      LegacyPairing: (flags & 2) !== 0,
      NotConnectable: (flags & 4) !== 0,
      InitiatedConnection: (flags & 8) !== 0,
      NameRequestFailed: (flags & 16) !== 0,
      ScanResponse: (flags & 32) !== 0,
    },
    eirData: b.subarray(20, end),
  };
}

export function readCommandComplete(b: Bytes): unknown {
  check(b, 9);
  return {
    event: 'CommandComplete',
    index: u16(b, 2),
    commandOpcode: u16(b, 6),
    status: at(b, 8) === 0 ? 'Success' : at(b, 8),
    returnParameters: b.subarray(9),
  };
}

export function readLoadLongTermKeys(b: Bytes): unknown {
  check(b, 8);
  const count = u16(b, 6);
  if (b.length < 8 + 36 * count) throw new Error('malformed');
  const view = new DataView(b.buffer, b.byteOffset);
  const keys = Array.from({ length: count }, (_, i) => {
    const o = 8 + 36 * i;
    return {
      address: address(b, o),
      addressType: ADDRESS_TYPES[at(b, o + 6)] ?? at(b, o + 6),
      keyType: KEY_TYPES[at(b, o + 7)] ?? at(b, o + 7),
      central: at(b, o + 8),
      encryptionSize: at(b, o + 9),
      encryptionDiversifier: u16(b, o + 10),
      randomNumber: view.getBigUint64(o + 12, true),
      value: b.subarray(o + 20, o + 36),
    };
  });
  return { command: 'LoadLongTermKeys', index: u16(b, 2), params: { keys } };
}

function integer(value: number, max: number): number {
  if (!Number.isInteger(value) || value < 0 || value > max) throw new Error(`${value} is out of range`);
  return value;
}

function put16(b: Bytes, i: number, value: number): void {
  b[i] = value & 0xff;
  b[i + 1] = value >>> 8;
}

function putAddress(b: Bytes, i: number, text: string): void {
  if (!ADDRESS.test(text)) throw new Error(`${text} is no address`);
  for (let k = 0; k < 6; k++) b[i + k] = parseInt(text.slice(15 - 3 * k, 17 - 3 * k), 16);
}

function frame(code: number, index: number, size: number): Bytes {
  const b = new Uint8Array(6 + size);
  put16(b, 0, code);
  put16(b, 2, integer(index, 0xffff));
  put16(b, 4, integer(size, 0xffff));
  return b;
}

export function writeDeviceFound(e: MgmtEvent<'DeviceFound'>): Bytes {
  const b = frame(0x0012, e.index, 14 + e.eirData.length);
  putAddress(b, 6, e.address);
  b[12] = typeof e.addressType === 'number' ? integer(e.addressType, 255) : ADDRESS_TYPES.indexOf(e.addressType);
  b[13] = integer(e.rssi + 128, 255) - 128;
  const { ConfirmName, LegacyPairing, NotConnectable, InitiatedConnection, NameRequestFailed, ScanResponse } = e.flags;
  b[14] =
    Number(ConfirmName) |
    (Number(LegacyPairing) << 1) |
    (Number(NotConnectable) << 2) |
    (Number(InitiatedConnection) << 3) |
    (Number(NameRequestFailed) << 4) |
    (Number(ScanResponse) << 5);
  put16(b, 18, e.eirData.length);
  b.set(e.eirData, 20);
  return b;
}

export function writeCommandComplete(e: MgmtEvent<'CommandComplete'>): Bytes {
  const b = frame(0x0001, e.index ?? NO_CONTROLLER, 3 + e.returnParameters.length);
  put16(b, 6, integer(e.commandOpcode, 0xffff));
  b[8] = e.status === 'Success' ? 0 : integer(Number(e.status), 255);
  b.set(e.returnParameters, 9);
  return b;
}

export function writeLoadLongTermKeys(index: number, keys: Params<'LoadLongTermKeys'>['keys']): Bytes {
  const b = frame(0x0013, index, 2 + 36 * keys.length);
  put16(b, 6, keys.length);
  keys.forEach((key, i) => {
    const o = 8 + 36 * i;
    putAddress(b, o, key.address);
    b[o + 6] = ADDRESS_TYPES.indexOf(key.addressType as 'LEPublic');
    b[o + 7] = KEY_TYPES.indexOf(String(key.keyType));
    b[o + 8] = integer(key.central, 255);
    b[o + 9] = integer(key.encryptionSize, 255);
    put16(b, o + 10, integer(key.encryptionDiversifier, 0xffff));
    new DataView(b.buffer).setBigUint64(o + 12, BigInt(key.randomNumber), true);
    if (key.value.length !== 16 || typeof key.value === 'string') throw new Error('a key has 16 bytes');
    b.set(key.value, o + 20);
  });
  return b;
}
