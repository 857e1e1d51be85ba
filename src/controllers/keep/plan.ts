import type { ControllerState } from '../controller-state.js';
import type { DesiredName, DesiredSettings, DesiredState, DesiredValue } from './desired-state.js';
import { found } from './desired-state.js';

/** One change on the way to the desired state. */
export interface Step {
  readonly name: DesiredName;
  readonly value: DesiredValue;
  /** What is desired and takes this step; the same name unless the kernel wants something else first. */
  readonly desired: DesiredName;
}

/**
 * The order in which the kernel takes settings, for whatever state they are in; spec/controllers/keep-pairs.spec.ts
 * tries each pair. The radio modes come first, because others need them. Secure Connections comes before
 * Secure Simple Pairing, which it needs when it is changed, and not later. Advertising and power come last, so that
 * others never see a controller half set up; the class of device is written only when it is on.
 */
const ORDER: readonly DesiredName[] = [
  'BREDR',
  'LowEnergy',
  'SecureConnections',
  'SecureSimplePairing',
  'LinkSecurity',
  'WidebandSpeech',
  'DebugKeys',
  'Bondable',
  'Connectable',
  'Discoverable',
  'FastConnectable',
  'Name',
  'ShortName',
  'Advertising',
  'Powered',
  'DeviceClass',
];

/** What the kernel wants before it changes a setting (the handlers in net/bluetooth/mgmt.c), in a state. */
function needs(name: DesiredName, value: DesiredValue, { settings }: ControllerState): DesiredSettings {
  switch (name) {
    case 'LowEnergy':
      // One of both has to be on.
      return value === false ? { BREDR: true } : {};
    case 'BREDR':
      // Off only while it is switched off; on otherwise not with a static address or Secure Connections, and 6.1 fails at times.
      return { LowEnergy: true, Powered: false };
    case 'SecureConnections':
      return settings.BREDR ? { SecureSimplePairing: true } : { LowEnergy: true };
    case 'SecureSimplePairing':
    case 'LinkSecurity':
    case 'FastConnectable':
      return { BREDR: true };
    case 'WidebandSpeech':
      return { Powered: false };
    case 'Discoverable':
      return { Connectable: true };
    case 'Advertising':
      return { LowEnergy: true };
    default:
      return {};
  }
}

/** The change itself, or what has to be changed before it. */
function firstOf(step: Step, state: ControllerState): Step {
  for (const [need, value] of Object.entries(needs(step.name, step.value, state)) as [
    keyof DesiredSettings,
    boolean,
  ][]) {
    if (state.settings[need] !== value) return firstOf({ name: need, value, desired: step.desired }, state);
  }
  return step;
}

/** What is not as it is desired, in the order in which it is changed. */
export function deviations(state: ControllerState, desired: DesiredState): readonly DesiredName[] {
  // What is to be off stays unseen while the rest is changed.
  const order: readonly DesiredName[] = desired.Powered === false ? ['Powered', ...ORDER] : ORDER;
  return [...new Set(order)].filter((name) => {
    const value = desired[name];
    const present = value === undefined ? undefined : found(state, name);
    return present !== undefined && present !== value;
  });
}

/** The next change for a deviation. */
export function stepFor(name: DesiredName, state: ControllerState, desired: DesiredState): Step {
  return firstOf({ name, value: desired[name]!, desired: name }, state);
}
