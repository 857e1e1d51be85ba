import { decodeCommand, decodeEvent, encodeCommand, encodeEvent } from 'rx-btmgmt';
import type { MgmtEvent } from 'rx-btmgmt';
import { commandComplete, deviceFound } from './frames.js';
import * as byHand from './hand-written.js';
import type { Measurement } from './measurement.js';
import { fastest, nanoseconds, times } from './measurement.js';

const ROUNDS = 25;
const BUDGET = 2.5;

const keys = Array.from({ length: 50 }, (_, i) => ({
  address: `00:AA:01:01:00:${i.toString(16).padStart(2, '0')}`,
  addressType: 'LEPublic' as const,
  keyType: 'AuthenticatedP256' as const,
  central: 1,
  encryptionSize: 16,
  encryptionDiversifier: i,
  randomNumber: 0n,
  value: new Uint8Array(16).fill(i),
}));
const keysFrame = encodeCommand('LoadLongTermKeys', 0, { keys });
const foundEvent = decodeEvent(deviceFound) as MgmtEvent<'DeviceFound'>;
const completeEvent = decodeEvent(commandComplete) as MgmtEvent<'CommandComplete'>;

interface Contest {
  readonly what: string;
  readonly calls: number;
  readonly ours: () => unknown;
  readonly hand: () => unknown;
}

const contests: readonly Contest[] = [
  {
    what: 'decode Device Found',
    calls: 100_000,
    ours: () => decodeEvent(deviceFound),
    hand: () => byHand.readDeviceFound(deviceFound),
  },
  {
    what: 'decode Command Complete',
    calls: 100_000,
    ours: () => decodeEvent(commandComplete),
    hand: () => byHand.readCommandComplete(commandComplete),
  },
  {
    what: 'decode Load Long Term Keys, 50',
    calls: 1_000,
    ours: () => decodeCommand(keysFrame),
    hand: () => byHand.readLoadLongTermKeys(keysFrame),
  },
  {
    what: 'encode Device Found',
    calls: 50_000,
    ours: () => encodeEvent(foundEvent),
    hand: () => byHand.writeDeviceFound(foundEvent),
  },
  {
    what: 'encode Command Complete',
    calls: 50_000,
    ours: () => encodeEvent(completeEvent),
    hand: () => byHand.writeCommandComplete(completeEvent),
  },
  {
    what: 'encode Load Long Term Keys, 50',
    calls: 1_000,
    ours: () => encodeCommand('LoadLongTermKeys', 0, { keys }),
    hand: () => byHand.writeLoadLongTermKeys(0, keys),
  },
];

/** What one declaration for both directions costs, against a function that was written for one frame. */
export async function* decoding(): AsyncGenerator<Measurement> {
  for (const { what, calls, ours, hand } of contests) {
    const [mine = NaN, theirs = NaN] = await fastest(
      ROUNDS,
      () => nanoseconds(calls, ours),
      () => nanoseconds(calls, hand),
    );
    yield { what: `${what} : by hand`, ratio: mine / theirs, budget: BUDGET, detail: times(mine, theirs) };
  }
}
