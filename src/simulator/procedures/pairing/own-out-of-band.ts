import { AdType } from '../../../protocol/enums/ad-type.js';
import { discoverableBits, NO_BREDR } from '../advertising/content.js';
import { classBytes, field } from '../../ground/fields.js';
import { NO_ADDRESS } from '../../ground/address.js';
import type { Controller } from '../../state/controller.js';
import type { OutOfBandValues } from '../../state/out-of-band.js';

const VALUE_SIZE = 16;
/** The field LE Role: whether it would rather be peripheral or central. */
const PREFERS_PERIPHERAL = 0x02;
const PREFERS_CENTRAL = 0x01;

/** What a controller tells about itself for pairing over BR/EDR by other ways (HCI, Read Local OOB Data). */
interface ClassicData {
  readonly p192: OutOfBandValues;
  /** With Secure Connections only. */
  readonly p256: OutOfBandValues | undefined;
}

/** New values each time; those of BlueZ's emulator are zeros. */
export function classicData({ flags, world, traits }: Controller): ClassicData {
  const value = (): Uint8Array =>
    traits.bus === 'Virtual' ? new Uint8Array(VALUE_SIZE) : world.random.bytes(VALUE_SIZE);
  const values = (): OutOfBandValues => ({ hash: value(), randomizer: value() });
  return { p192: values(), p256: flags.has('SecureConnections') ? values() : undefined };
}

/** The class of device alone: all that there is without Secure Simple Pairing. */
export function classField({ classOfDevice }: Controller): number[] {
  return field(AdType.ClassOfDevice, classBytes(classOfDevice));
}

/** read_local_oob_ext_data_complete in net/bluetooth/mgmt.c. */
export function classicFields(controller: Controller): number[] {
  const { p192, p256 } = classicData(controller);
  const shorter = [...field(AdType.SspHashC192, p192.hash), ...field(AdType.SspRandomizerR192, p192.randomizer)];
  return [
    ...classField(controller),
    ...(controller.flags.has('SecureConnectionsOnly') ? [] : shorter),
    ...(p256 === undefined ? [] : field(AdType.SspHashC256, p256.hash)),
    ...(p256 === undefined ? [] : field(AdType.SspRandomizerR256, p256.randomizer)),
  ];
}

/** What it tells about itself for LE: address, role, values for Secure Connections, flags (read_local_oob_ext_data). */
export function lowEnergyFields(controller: Controller): number[] {
  const { flags, world, staticAddress } = controller;
  const usesStatic =
    flags.has('ForceStaticAddress') ||
    controller.address === NO_ADDRESS ||
    (!flags.has('BREDR') && staticAddress !== NO_ADDRESS);
  const address = usesStatic ? staticAddress : controller.address;
  const octets = address.split(':').map((digits) => parseInt(digits, 16));
  const isSecure = flags.has('SecureConnections');
  return [
    ...field(AdType.LeDeviceAddress, [...octets.reverse(), usesStatic ? 1 : 0]),
    ...field(AdType.LeRole, [flags.has('Advertising') ? PREFERS_PERIPHERAL : PREFERS_CENTRAL]),
    ...(isSecure ? field(AdType.LeScConfirmation, world.random.bytes(VALUE_SIZE)) : []),
    ...(isSecure ? field(AdType.LeScRandom, world.random.bytes(VALUE_SIZE)) : []),
    ...field(AdType.Flags, [discoverableBits(controller) | (flags.has('BREDR') ? 0 : NO_BREDR)]),
  ];
}
