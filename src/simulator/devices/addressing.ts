import { toBytes } from '../../protocol/bytes.js';
import type { DeviceOptions } from '../options/device-options.js';
import { Random } from '../ground/random.js';
import { addressOf, nonResolvableAddress, resolvableAddress } from '../ground/private-address.js';

const QUARTER_OF_AN_HOUR = 900_000;

export interface LeAddress {
  readonly address: string;
  readonly addressType: 'LEPublic' | 'LERandom';
}

/** The addresses of a device. */
export interface Addressing {
  /** What stays. */
  readonly identity: LeAddress;
  /** For BR/EDR. */
  readonly classic: string;
  /** With which others can tell who it is, if it uses resolvable addresses. */
  readonly identityResolvingKey: Uint8Array | undefined;
  /** With which it advertises, `time` milliseconds after it was added. */
  advertised(time: number): LeAddress;
}

/** A static random address begins with two bits of one (Core Specification, volume 6, part B, 1.3.2.1). */
function staticAddress(random: Random): string {
  const bytes = random.bytes(6);
  bytes[5]! |= 0xc0;
  return addressOf(bytes);
}

export function addressingOf(options: DeviceOptions, random: Random): Addressing {
  const { address, addressType = address === undefined ? 'LERandom' : 'LEPublic', inquiry, privateAddress } = options;
  const identity: LeAddress = { address: address?.toUpperCase() ?? staticAddress(random), addressType };
  const isPublic = addressType === 'LEPublic';
  const classic = inquiry?.address?.toUpperCase() ?? (isPublic ? identity.address : addressOf(random.bytes(6)));
  if (privateAddress === undefined || privateAddress === false) {
    return { identity, classic, identityResolvingKey: undefined, advertised: () => identity };
  }

  const { kind = 'resolvable', period = QUARTER_OF_AN_HOUR, key } = privateAddress === true ? {} : privateAddress;
  const irk = new Uint8Array(toBytes(key ?? random.bytes(16)));
  const seed = random.below(0x100000000);
  let current: LeAddress = identity;
  let currentPeriod = -1;
  return {
    identity,
    classic,
    identityResolvingKey: kind === 'resolvable' ? irk : undefined,
    advertised: (time) => {
      const count = Math.floor(time / period);
      if (count !== currentPeriod) {
        // By its number, so that those that were not looked at need not be drawn.
        const own = new Random(seed ^ Math.imul(count + 1, 0x9e3779b1));
        const next = kind === 'resolvable' ? resolvableAddress(irk, own) : nonResolvableAddress(own);
        current = { address: next, addressType: 'LERandom' };
        currentPeriod = count;
      }
      return current;
    },
  };
}
