import { toBytes } from '../../../protocol/bytes.js';
import { IOCapability } from '../../../protocol/enums/device.js';
import { CodecError } from '../../../protocol/errors.js';
import { OptionError } from '../../../protocol/option-error.js';
import type { OptionChecks } from '../../../protocol/options.js';
import {
  checkAddress,
  checkBoolean,
  checkDuration,
  checkInteger,
  checkList,
  checkNumber,
  checkOptions,
  checkPositiveDuration,
  checkText,
} from '../../../protocol/options.js';
import type {
  Changing,
  DeviceConnection,
  DeviceInquiry,
  DeviceOptions,
  DevicePairing,
  Presence,
  PrivateAddress,
  WanderingSignal,
} from '../device-options.js';
import { MAX_INQUIRY_RESPONSE } from '../content.js';
import { STRONGEST, WEAKEST, checkStrength, strengthOf } from '../signal.js';
import { checkAdvertisingSets, checkContent } from './advertising.js';
import { atFirst, oneOf } from './words.js';

/** Stands for what is not shown in an error: it may be a secret that is used elsewhere, too. */
const HIDDEN = '(not shown)';

function checkKey(option: string, key: Uint8Array | string): void {
  try {
    if (toBytes(key).length === 16) return;
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
  }
  throw new OptionError(option, HIDDEN, 'a key of 16 bytes, as Uint8Array or hexadecimal text');
}

function checkPasskey(option: string, passkey: number): void {
  if (Number.isInteger(passkey) && passkey >= 0 && passkey <= 999_999) return;
  throw new OptionError(option, HIDDEN, 'an integer from 0 to 999999');
}

function checkPin(option: string, pin: string): void {
  try {
    checkText(option, pin, 16, 1);
  } catch {
    throw new OptionError(option, HIDDEN, 'text of 1 to 16 bytes as UTF-8');
  }
}

const INQUIRY: OptionChecks<DeviceInquiry> = {
  address: checkAddress,
  classOfDevice: (option, value) => checkInteger(option, value, 0, 0xffffff),
  eir: (option, content) => checkContent(option, content, MAX_INQUIRY_RESPONSE),
  limited: checkBoolean,
  tellsName: checkBoolean,
};

const PRIVATE_ADDRESS: OptionChecks<PrivateAddress> = {
  kind: oneOf('resolvable', 'nonResolvable'),
  period: checkPositiveDuration,
  key: checkKey,
};

const SIGNAL: OptionChecks<WanderingSignal> = {
  around: (option, strength) => checkNumber(option, strength, WEAKEST, STRONGEST),
  spread: (option, spread) => checkNumber(option, spread, 0, STRONGEST - WEAKEST),
  period: checkPositiveDuration,
};

const CONNECTION: OptionChecks<DeviceConnection> = {
  answer: oneOf(
    'accept',
    'ignore',
    'LimitedResources',
    'SecurityReasons',
    'UnacceptableAddress',
    'ConnectionNotEstablished',
  ),
  duration: checkDuration,
};

const PAIRING: OptionChecks<DevicePairing> = {
  ioCapability: oneOf(...(Object.keys(IOCapability) as (keyof typeof IOCapability)[])),
  bonding: checkBoolean,
  secureConnections: checkBoolean,
  simplePairing: checkBoolean,
  answer: oneOf('accept', 'reject', 'ignore'),
  delay: checkDuration,
  passkey: checkPasskey,
  pin: checkPin,
};

const PRESENCE: OptionChecks<Presence> = { from: checkDuration, to: checkDuration };

function checkPresence(path: string, span: Presence): void {
  const { from = 0, to = Infinity } = checkOptions(span, PRESENCE, path);
  if (to < from) throw new OptionError(`${path}.to`, to, `at or after ${from}, when it comes`);
}

function checkSignal(option: string, rssi: Changing<number> | WanderingSignal): void {
  if (typeof rssi === 'function') strengthOf(`${option}(0)`, atFirst(option, rssi));
  else if (typeof rssi === 'number') checkStrength(option, rssi);
  else checkOptions(rssi, SIGNAL, option, ['around']);
}

const DEVICE: OptionChecks<DeviceOptions> = {
  address: checkAddress,
  addressType: oneOf('LEPublic', 'LERandom'),
  privateAddress: (option, value) =>
    typeof value === 'boolean' ? value : checkOptions(value, PRIVATE_ADDRESS, option),
  // The longest name that HCI knows (Core Specification, volume 4, part E, 7.3.11).
  name: (option, name) => checkText(option, name, 248),
  appearance: (option, value) => checkInteger(option, value, 0, 0xffff),
  advertising: checkAdvertisingSets,
  inquiry: (option, inquiry) => checkOptions(inquiry, INQUIRY, option),
  rssi: checkSignal,
  present: (option, spans) => checkList(option, spans, checkPresence),
  connection: (option, connection) => checkOptions(connection, CONNECTION, option),
  pairing: (option, pairing) => checkOptions(pairing, PAIRING, option),
};

/** @throws OptionError */
export function checkDevice(options: DeviceOptions, path?: string): DeviceOptions {
  return checkOptions(options, DEVICE, path);
}
