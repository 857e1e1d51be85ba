import type { ExperimentalFeature } from '../../../protocol/enums/experimental-feature.js';
import type { Controller } from '../../state/controller.js';
import type { Flag } from '../../state/flags.js';
import type { Machine } from '../../state/machine.js';

const ACTIVE = 1;
const CHANGES_SETTINGS = 2;

/** The features that Debian's kernels have; Debug needs CONFIG_BT_FEATURE_DEBUG. */
export type Kind = Exclude<ExperimentalFeature, 'Debug' | 'DisableAll'>;

export interface Feature {
  /** Of the kernel, not of a controller. */
  readonly isOfKernel?: true;
  /** Whether this kernel knows its UUID. Default: all do. */
  readonly isKnown?: (machine: Machine) => boolean;
  /** Whether it is listed. */
  readonly isThere: (machine: Machine, controller: Controller | undefined) => boolean;
  /** Whether it can only be set if it is there. Default: yes. */
  readonly needsSupport?: false;
  readonly needsPowerOff?: true;
  readonly isOn: (machine: Machine, controller: Controller | undefined) => boolean;
  /** Sets it; true if that has changed it. */
  readonly set: (machine: Machine, controller: Controller | undefined, active: boolean) => boolean;
}

/** A feature that is a flag of the controller. */
const ofFlag = (flag: Flag): Pick<Feature, 'isOn' | 'set'> => ({
  isOn: (_, controller) => controller?.flags.has(flag) === true,
  set: (_, controller, active) => controller?.flags.change(flag, active) === true,
});

/** In the order in which they are listed (read_exp_features_info in net/bluetooth/mgmt.c). */
export const FEATURES: Readonly<Record<Kind, Feature>> = {
  LeSimultaneousRoles: { ...ofFlag('SimultaneousRoles'), isThere: (_, controller) => controller?.traits.le === true },
  RpaResolution: {
    ...ofFlag('LinkLayerPrivacy'),
    isKnown: (machine) => !machine.world.isAtLeast('newest'),
    isThere: (machine, controller) =>
      controller?.traits.addressResolution === true && !machine.world.isAtLeast('newest'),
    needsSupport: false,
    needsPowerOff: true,
    set: (_, controller, active) => {
      if (active) controller?.flags.remove('Advertising');
      return controller?.flags.change('LinkLayerPrivacy', active) === true;
    },
  },
  // Only a few drivers offer it.
  QualityReport: { isThere: () => false, isOn: () => false, set: () => false },
  // The driver of virtual controllers says that it can.
  OffloadCodecs: { ...ofFlag('OffloadCodecs'), isThere: (_, controller) => controller?.traits.bus === 'Virtual' },
  IsoSocket: {
    isOfKernel: true,
    isThere: () => true,
    isOn: (machine) => machine.hasIsoSocket,
    set: (machine, _, active) => {
      const changed = machine.hasIsoSocket !== active;
      machine.hasIsoSocket = active;
      return changed;
    },
  },
  Mesh: {
    ...ofFlag('MeshExperimental'),
    isThere: (_, controller) => controller?.traits.le === true,
    needsSupport: false,
    set: (_, controller, active) => {
      if (!active) controller?.flags.remove('Mesh');
      return controller?.flags.change('MeshExperimental', active) === true;
    },
  },
};

export const featuresOf = (machine: Machine, controller: Controller | undefined): Kind[] => {
  const kinds = Object.keys(FEATURES) as Kind[];
  return kinds.filter((kind) => FEATURES[kind].isThere(machine, controller));
};

/** On or off, and whether the supported settings depend on it. */
export const flagsOf = (kind: Kind, active: boolean): number =>
  (active ? ACTIVE : 0) | (kind === 'RpaResolution' ? CHANGES_SETTINGS : 0);
