import type { Controller, ControllerState, DesiredState, KeepReport } from 'rx-btmgmt';
import { OptionError, keep } from 'rx-btmgmt';
import { lastValueFrom, takeWhile, toArray } from 'rxjs';

/** One value for each thing that can be kept; of the boolean ones both. WidebandSpeech is not on any virtual controller. */
const VALUES: readonly DesiredState[] = [
  ...(
    [
      'Powered',
      'Connectable',
      'FastConnectable',
      'Discoverable',
      'Bondable',
      'LinkSecurity',
      'SecureSimplePairing',
      'BREDR',
      'LowEnergy',
      'Advertising',
      'SecureConnections',
      'DebugKeys',
    ] as const
  ).flatMap((name) => [{ [name]: true }, { [name]: false }]),
  { Name: 'gateway' },
  { ShortName: 'gw' },
  { DeviceClass: 0x0104 },
];

/** States in which a controller may be found; each reached from the one before. */
export const STARTS: readonly DesiredState[] = [
  { Powered: false, BREDR: true, LowEnergy: true, SecureSimplePairing: false, SecureConnections: false },
  {
    Powered: true,
    Connectable: true,
    Discoverable: true,
    Advertising: true,
    LinkSecurity: true,
    FastConnectable: true,
  },
  { Powered: true, SecureSimplePairing: true, SecureConnections: true, Bondable: true, DebugKeys: true },
  { Powered: true, SecureSimplePairing: false, SecureConnections: true, Advertising: false },
  { Powered: true, BREDR: false, LowEnergy: true, SecureConnections: true },
  { Powered: true, BREDR: true, LowEnergy: false, SecureConnections: false },
];

/** Whether some controller can be so. */
function isPossible(controller: Controller, desired: DesiredState): boolean {
  try {
    keep(controller, desired);
    return true;
  } catch (error) {
    if (error instanceof OptionError) return false;
    throw error;
  }
}

/** Each pair of things that a controller can have at once, with all values. */
export function desiredPairs(controller: Controller): readonly DesiredState[] {
  const nameOf = (desired: DesiredState): string => Object.keys(desired)[0] ?? '';
  const pairs = VALUES.flatMap((first, n) =>
    VALUES.slice(n + 1)
      .filter((second) => nameOf(second) !== nameOf(first))
      .map((second) => ({ ...first, ...second })),
  );
  return pairs.filter((pair) => isPossible(controller, pair));
}

/** What `keep` says until all is as it is desired. Fails at the first thing that is refused or undone. */
export function reached(controller: Controller, desired: DesiredState): Promise<KeepReport[]> {
  return lastValueFrom(
    keep(controller, desired, { attempts: 1 }).pipe(
      takeWhile(({ report }) => report !== 'Kept', true),
      toArray(),
    ),
  );
}

/** What is not as it is desired. */
export function differences(state: ControllerState | undefined, desired: DesiredState): string[] {
  if (state === undefined) return ['absent'];
  const { Name = state.name, ShortName = state.shortName, DeviceClass, ...settings } = desired;
  const isClassKept = state.settings.Powered && state.settings.BREDR && DeviceClass !== undefined;
  return [
    ...(Name === state.name && ShortName === state.shortName ? [] : ['names']),
    ...(isClassKept && (state.classOfDevice & 0x1ffc) !== DeviceClass ? ['class'] : []),
    ...Object.entries(settings).flatMap(([name, value]) =>
      state.settings[name as keyof typeof settings] === value ? [] : [name],
    ),
  ];
}
