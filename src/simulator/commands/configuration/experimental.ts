import { ExperimentalFeature, experimentalFeatureName } from '../../../protocol/enums/experimental-feature.js';
import { HEADER_SIZE } from '../../../protocol/header.js';
import type { Status } from '../../../protocol/enums/status.js';
import type { Call } from '../../sockets/call.js';
import type { Controller } from '../../state/controller.js';
import type { Machine } from '../../state/machine.js';
import { sized } from '../frames.js';
import type { RowsOf } from '../handler.js';
import type { Feature, Kind } from './experimental-features.js';
import { FEATURES, featuresOf, flagsOf } from './experimental-features.js';

type Command = 'ReadExperimentalFeaturesInformation' | 'SetExperimentalFeature';
type SetCall = Call<'SetExperimentalFeature'>;

const UUID_SIZE = 16;
/** Neither on nor off. */
const NO_ACTION = 0xff;

/** The kernel looks at the feature first: a wrong length is as bad as a wrong action (set_mgmt_mesh_func in mgmt.c). */
function withAction(frame: Uint8Array): Uint8Array {
  const size = HEADER_SIZE + UUID_SIZE;
  return frame.length === size + 1 ? frame : sized(Uint8Array.of(...frame.subarray(0, size), NO_ACTION));
}

/** Features on trial. Whoever reads or sets one is told of changes from then on. */
export const experimentalRows: RowsOf<Command> = {
  /** read_exp_features_info in net/bluetooth/mgmt.c. */
  ReadExperimentalFeaturesInformation: {
    isForUntrusted: true,
    handle: (call, controller, machine) => {
      call.socket.groups.add('experimentalFeatures');
      const features = featuresOf(machine, controller).map((name) => ({
        uuid: ExperimentalFeature[name],
        flags: flagsOf(name, FEATURES[name].isOn(machine, controller)),
      }));
      call.complete({ features });
    },
  },

  /** set_exp_feature in mgmt.c. */
  SetExperimentalFeature: {
    length: 'shorter',
    repaired: withAction,
    handle: (call, controller, machine) => {
      const name = experimentalFeatureName(call.params.uuid);
      if (name === 'DisableAll') return disableAll(call, controller, machine);
      const feature: Feature | undefined = name !== undefined && name in FEATURES ? FEATURES[name as Kind] : undefined;
      if (feature === undefined || feature.isKnown?.(machine) === false) return call.status('NotSupported');
      const fault = faultOf(call, controller, feature, machine);
      if (fault !== undefined) return call.status(fault);

      const active = call.params.action === true;
      const changed = feature.set(machine, controller, active);
      reply(call, { uuid: call.params.uuid, flags: flagsOf(name as Kind, active) });
      if (changed) announce(machine, call, call.params.uuid, flagsOf(name as Kind, active));
    },
  },
};

function faultOf(
  { params }: SetCall,
  controller: Controller | undefined,
  feature: Feature,
  machine: Machine,
): Status | undefined {
  if ((controller === undefined) !== (feature.isOfKernel === true)) return 'InvalidIndex';
  if (feature.needsPowerOff === true && controller?.isPowered === true) return 'Rejected';
  if (typeof params.action !== 'boolean') return 'InvalidParameters';
  return feature.needsSupport === false || feature.isThere(machine, controller) ? undefined : 'NotSupported';
}

/** set_zero_key_func in mgmt.c: of all features it switches off but one, and that only while the controller is off. */
function disableAll(call: SetCall, controller: Controller | undefined, machine: Machine): void {
  const { uuid } = call.params;
  const isOff = controller?.isPowered === false && controller.traits.addressResolution;
  if (isOff && !machine.world.isAtLeast('newest') && controller.flags.change('LinkLayerPrivacy', false)) {
    announce(machine, call, ExperimentalFeature.RpaResolution, 0);
  }
  reply(call, { uuid, flags: 0 });
}

function reply(call: SetCall, value: { readonly uuid: string; readonly flags: number }): void {
  call.socket.groups.add('experimentalFeatures');
  call.complete(value);
}

const announce = (machine: Machine, call: SetCall, uuid: string, flags: number): void =>
  machine.sockets.broadcast({ event: 'ExperimentalFeatureChanged', index: call.index, uuid, flags }, call.socket);
