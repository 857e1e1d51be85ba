import type { AddressType } from '../../protocol/enums/address-type.js';
import type { Status } from '../../protocol/enums/status.js';
import type { Call } from '../sockets/call.js';
import type { Controller } from '../state/controller.js';
import { HCI_COMMAND_TIMEOUT, TIMED_OUT } from '../state/work-queue.js';
import { beginDiscovery, endDiscovery } from '../procedures/discovery/procedure.js';
import { enter } from '../procedures/discovery/le-scan.js';
import type { Refusal, RowsOf } from './handler.js';

type StartCommand = 'StartDiscovery' | 'StartLimitedDiscovery' | 'StartServiceDiscovery';
type DiscoveryCommand = StartCommand | 'StopDiscovery' | 'ConfirmName';

/** Of the parameters of Start Service Discovery: before the UUIDs, and one of them. */
const HEAD = 4;
const UUID = 16;

export const discoveryRows: RowsOf<DiscoveryCommand> = {
  StartDiscovery: (call, controller) => start(call, controller, false),
  StartLimitedDiscovery: (call, controller) => start(call, controller, true),

  /** start_service_discovery in net/bluetooth/mgmt.c. */
  StartServiceDiscovery: {
    length: 'variable',
    misfit: serviceDiscoveryMisfit,
    handle: (call, controller) => {
      const { kinds, fault: kindsFault } = kindsOf(call, controller);
      // Otherwise than for the others, that it is paused counts more than what is looked for.
      const fault = refusal(controller) ?? pauseFault(controller) ?? kindsFault;
      if (fault !== undefined) return call.completeRaw(call.bytes.subarray(0, 1), fault);
      const count = call.params.uuids.length;
      const uuids = Array.from({ length: count }, (_, i) => call.bytes.slice(HEAD + i * UUID, HEAD + (i + 1) * UUID));
      controller.discovery.filter.clear();
      controller.discovery.filter.set(call.params.rssiThreshold, uuids);
      queueStart(call, controller, kinds);
    },
  },

  /** stop_discovery in net/bluetooth/mgmt.c. */
  StopDiscovery: (call, controller) => {
    const { discovery, pending, work } = controller;
    const answer = (status: Status): void => call.completeRaw(call.bytes.subarray(0, 1), status);
    if (!discovery.isActive) return answer('Rejected');
    if (maskOf(discovery.kinds) !== call.bytes[0]) return answer('InvalidParameters');
    const waiting = pending.add(call, answer);
    work.queue({
      run: () => {
        if (pending.includes(waiting)) endDiscovery(controller);
        return 'Success';
      },
      // What fails leaves it stopping, until it is switched off (stop_discovery_complete).
      done: (status) => {
        if (!pending.remove(waiting)) return;
        answer(status);
        if (status === 'Success') enter(controller, 'stopped');
      },
    });
    enter(controller, 'stopping');
  },

  /** confirm_name in net/bluetooth/mgmt.c: any value but 0 says that the name is known. */
  ConfirmName: (call, { discovery }) => {
    const { address, addressType, nameKnown } = call.params;
    const answer = (status: Status): void => call.complete({ address, addressType }, status);
    if (!discovery.isActive) return answer('Failed');
    const isAsked = discovery.cache.confirm(address, nameKnown !== false);
    answer(isAsked ? 'Success' : 'InvalidParameters');
  },
};

const MASKS: Readonly<Record<AddressType, number>> = { BREDR: 1, LEPublic: 2, LERandom: 4 };
const maskOf = (kinds: readonly AddressType[]): number => kinds.reduce((mask, kind) => mask | MASKS[kind], 0);

const CLASSIC: readonly AddressType[] = ['BREDR'];
const LOW_ENERGY: readonly AddressType[] = ['LEPublic', 'LERandom'];
const ALL: readonly AddressType[] = [...CLASSIC, ...LOW_ENERGY];
/** What can be looked for together. */
const POSSIBLE: ReadonlyMap<number, readonly AddressType[]> = new Map(
  [CLASSIC, LOW_ENERGY, ALL].map((kinds) => [maskOf(kinds), kinds]),
);

/** Why no discovery can start now, whatever it looks for. */
function refusal({ discovery, isPowered }: Controller): Status | undefined {
  if (!isPowered) return 'NotPowered';
  return discovery.state !== 'stopped' ? 'Busy' : undefined;
}

const pauseFault = ({ discovery }: Controller): Status | undefined => (discovery.isPaused ? 'Busy' : undefined);

/** What is looked for, or why it can't be (discovery_type_is_valid in net/bluetooth/mgmt.c). */
function kindsOf(
  { bytes }: Pick<Call<StartCommand>, 'bytes'>,
  controller: Controller,
): { readonly kinds: readonly AddressType[]; readonly fault: Status | undefined } {
  const kinds = POSSIBLE.get(bytes[0]!) ?? [];
  const fault =
    (kinds.length === 0 ? 'InvalidParameters' : undefined) ??
    (kinds.includes('LEPublic') ? controller.lowEnergyFault : undefined) ??
    (kinds.includes('BREDR') ? controller.bredrFault : undefined);
  return { kinds, fault };
}

/** start_discovery_internal in net/bluetooth/mgmt.c. */
function start(
  call: Call<'StartDiscovery' | 'StartLimitedDiscovery'>,
  controller: Controller,
  isLimited: boolean,
): void {
  const { kinds, fault: kindsFault } = kindsOf(call, controller);
  const fault = refusal(controller) ?? kindsFault ?? pauseFault(controller);
  if (fault !== undefined) return call.completeRaw(call.bytes.subarray(0, 1), fault);
  const { filter } = controller.discovery;
  filter.clear();
  filter.tellsUnknownRssi = false;
  filter.isLimited = isLimited;
  queueStart(call, controller, kinds);
}

function queueStart(call: Call<StartCommand>, controller: Controller, kinds: readonly AddressType[]): void {
  const { discovery, pending, work } = controller;
  const answer = (status: Status): void => call.completeRaw(call.bytes.subarray(0, 1), status);
  discovery.kinds = kinds;
  const waiting = pending.add<StartCommand>(call, answer);
  let missesStatus = false;
  work.queue({
    begin: () => {
      const isClassic = !kinds.includes('LEPublic');
      const inquires = isClassic && !discovery.inquiry.isRunning;
      // Scanning is prepared with commands that get a Command Complete; Inquiry gets a Command Status.
      missesStatus = inquires && controller.unanswered.hidesStatus;
      if (isClassic && (missesStatus || !inquires)) controller.unanswered.outlive();
      // The controller does it all the same.
      if (missesStatus) beginDiscovery(controller);
    },
    duration: () => (missesStatus ? HCI_COMMAND_TIMEOUT : undefined),
    run: () => {
      if (missesStatus) return TIMED_OUT;
      if (pending.includes(waiting)) beginDiscovery(controller);
      return 'Success';
    },
    // start_discovery_complete in net/bluetooth/mgmt.c.
    done: (status) => {
      if (!pending.remove(waiting)) return;
      answer(status);
      enter(controller, status === 'Success' ? 'finding' : 'stopped');
    },
  });
  enter(controller, 'starting');
}

/** How Start Service Discovery is refused if its count of UUIDs does not fit its length. */
function serviceDiscoveryMisfit(controller: Controller, params: Uint8Array): Refusal {
  const status = refusal(controller) ?? pauseFault(controller) ?? 'InvalidParameters';
  return { status, returnParameters: params.subarray(0, 1) };
}
