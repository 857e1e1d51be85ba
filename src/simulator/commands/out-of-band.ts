import { AddressType } from '../../protocol/enums/address-type.js';
import type { Status } from '../../protocol/enums/status.js';
import type { Call } from '../sockets/call.js';
import { NO_ADDRESS } from '../ground/address.js';
import type { Controller } from '../state/controller.js';
import type { Refusal, RowsOf } from './handler.js';
import { isZero } from '../ground/bytes.js';
import { isLowEnergyPeer, isPeer } from '../ground/peer.js';
import { classField, classicData, classicFields, lowEnergyFields } from '../procedures/pairing/own-out-of-band.js';
import { unlessZero } from '../state/out-of-band.js';

type OutOfBandCommand =
  'ReadLocalOutOfBandData' | 'ReadLocalOutOfBandExtendedData' | 'AddRemoteOutOfBandData' | 'RemoveRemoteOutOfBandData';

/** Kinds of addresses as bits: BR/EDR, or both of LE. */
const CLASSIC = 0b001;
const LOW_ENERGY = 0b110;

/** Which of the two is asked about, or why it is not told. */
function refusal(controller: Controller, kinds: number | undefined): Status | undefined {
  if (!controller.isPowered) return 'NotPowered';
  if (kinds !== CLASSIC && kinds !== LOW_ENERGY) return 'InvalidParameters';
  const fault = kinds === CLASSIC ? controller.bredrFault : controller.lowEnergyFault;
  return fault ?? (controller.traits.bredr ? undefined : 'NotSupported');
}

/** Answers, and from then on tells this socket when another one asks. */
function tell(call: Call<'ReadLocalOutOfBandExtendedData'>, controller: Controller, fields: readonly number[]): void {
  const { addressType } = call.params;
  const eirData = Uint8Array.from(fields);
  call.complete({ addressType, eirData });
  call.socket.groups.add('outOfBandData');
  controller.emit({ event: 'LocalOutOfBandExtendedDataUpdated', addressType, eirData }, call.socket);
}

/** Where an address is followed by its type, and how many bytes both are. */
const TYPE = 6;
const PEER = 7;

/** Add Remote Out Of Band Data looks at the type of the address first, and gives it back (add_remote_oob_data in mgmt.c). */
function unknownPeer(_: Controller, params: Uint8Array): Refusal {
  const isUnknown = params[TYPE]! > AddressType.LERandom;
  return { status: 'InvalidParameters', ...(isUnknown && { returnParameters: params.subarray(0, PEER) }) };
}

export const outOfBandRows: RowsOf<OutOfBandCommand> = {
  /** read_local_oob_data in net/bluetooth/mgmt.c. */
  ReadLocalOutOfBandData: (call, controller) => {
    const { isPowered, traits, work } = controller;
    if (!isPowered) return call.status('NotPowered');
    if (!traits.bredr) return call.status('NotSupported');
    work.queue({
      done: () => {
        const { p192, p256 } = classicData(controller);
        const longer = p256 === undefined ? {} : { hash256: p256.hash, randomizer256: p256.randomizer };
        call.complete({ hash192: p192.hash, randomizer192: p192.randomizer, ...longer });
      },
    });
  },

  /** read_local_oob_ext_data in mgmt.c. */
  ReadLocalOutOfBandExtendedData: (call, controller) => {
    const { addressType } = call.params;
    const { flags, outOfBand, work } = controller;
    const kinds = call.bytes[0];
    const status = refusal(controller, kinds);
    if (status !== undefined) return call.complete({ addressType, eirData: new Uint8Array() }, status);
    if (kinds === CLASSIC) {
      if (!flags.has('SimplePairing')) return tell(call, controller, classField(controller));
      return work.queue({ done: () => tell(call, controller, classicFields(controller)) });
    }
    // A private address would be another one by the time a remote connects.
    if (flags.has('Privacy')) return call.complete({ addressType, eirData: new Uint8Array() }, 'Rejected');
    if (flags.has('SecureConnections')) outOfBand.wasRead = true;
    tell(call, controller, lowEnergyFields(controller));
  },

  /** add_remote_oob_data in mgmt.c: without the values of the longer curve it is about BR/EDR only. */
  AddRemoteOutOfBandData: {
    length: 'variable',
    misfit: unknownPeer,
    handle: (call, controller) => {
      const { address, addressType, hash192, randomizer192, hash256, randomizer256 } = call.params;
      const peer = { address, addressType };
      if (!isPeer(peer)) return call.complete(peer, 'InvalidParameters');
      // Neither of the two lengths that there are.
      if ((hash256 === undefined) !== (randomizer256 === undefined)) return call.status('InvalidParameters');
      const p192 = { hash: hash192.slice(), randomizer: randomizer192.slice() };
      if (hash256 === undefined || randomizer256 === undefined) {
        if (addressType !== 'BREDR') return call.complete(peer, 'InvalidParameters');
        controller.outOfBand.add({ ...peer, p192, p256: undefined });
        return call.complete(peer);
      }
      // Pairing over LE without Secure Connections does not know such data.
      if (isLowEnergyPeer(peer) && !(isZero(hash192) && isZero(randomizer192))) {
        return call.complete(peer, 'InvalidParameters');
      }
      const p256 = unlessZero({ hash: hash256.slice(), randomizer: randomizer256.slice() });
      controller.outOfBand.add({ ...peer, p192: unlessZero(p192), p256 });
      call.complete(peer);
    },
  },

  /** remove_remote_oob_data in mgmt.c. */
  RemoveRemoteOutOfBandData: (call, { outOfBand }) => {
    const { address, addressType } = call.params;
    const peer = { address, addressType };
    if (addressType !== 'BREDR') return call.complete(peer, 'InvalidParameters');
    if (address === NO_ADDRESS) outOfBand.clear();
    else if (!outOfBand.remove(peer)) return call.complete(peer, 'InvalidParameters');
    call.complete(peer);
  },
};
