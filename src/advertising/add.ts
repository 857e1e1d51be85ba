import type { Observable } from 'rxjs';
import { catchError, defer, map, switchMap, throwError } from 'rxjs';
import type { Compiled } from './content.js';
import type { Plan } from './options.js';
import type { SomeFlags } from './room.js';
import type { AdvertisingOn, IgnoredOption } from './state.js';
import { StatusError, isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { Reply } from '../protocol/tables.js';

type Features = Reply<'ReadAdvertisingFeatures'>;

/** Where something is advertised, with what the controller can do. */
export interface Place {
  readonly mgmt: Mgmt;
  readonly index: number;
  readonly instance: number;
  readonly features: Features;
}

/** What the kernel is to do for it, without what only the newer command knows. */
export function flagsFor(plan: Plan, { added, hasFlags }: Compiled): SomeFlags {
  const { connectable, phy } = plan;
  const discoverable = !hasFlags && (plan.discoverable ?? true);
  return {
    ...(connectable && { Connectable: true }),
    ...(discoverable === true && { GeneralDiscoverable: true }),
    ...(discoverable === 'limited' && { LimitedDiscoverable: true }),
    ...(added.AddTxPower && { AddTxPower: true }),
    ...(added.AddLocalName && { AddLocalName: true }),
    ...(added.AddAppearance && { AddAppearance: true }),
    ...(phy !== undefined && { [`Secondary${phy}` as const]: true }),
  };
}

/** Fails at once for a PHY that the controller has not. */
export function checkPhy({ index, features: { supportedFlags } }: Omit<Place, 'instance'>, { phy }: Plan): void {
  if (phy === undefined || supportedFlags[`Secondary${phy}`]) return;
  throw new StatusError({ command: 'AddExtendedAdvertisingParameters', index }, 'NotSupported', {
    source: 'library',
    advice: `The controller can not advertise on the PHY ${phy}: see supportedFlags of ReadAdvertisingFeatures, or leave phy out.`,
  });
}

/** Refusals that are about more than the command. */
const isFinal = (error: unknown): boolean =>
  !isStatusError(error) || isStatusError(error, 'Busy', 'PermissionDenied', 'InvalidIndex', 'NotPowered');

function ignoredBy(older: boolean, plan: Plan, { supportedFlags }: Features): IgnoredOption[] {
  const ignored: IgnoredOption[] = [];
  if (plan.interval !== undefined && (older || !supportedFlags.ParamIntervals)) ignored.push('interval');
  if (plan.txPower !== undefined && (older || !canSetPower(supportedFlags))) ignored.push('txPower');
  return ignored;
}

/** The kernel takes the parameter of any controller, and few heed it. */
const canSetPower = (flags: Features['supportedFlags']): boolean => flags.ParamTxPower && flags.CanSetTxPower;

/** With Add Advertising, which all kernels have since 4.1. */
export function addOlder(place: Place, content: Compiled, plan: Plan): Observable<AdvertisingOn> {
  const { mgmt, index, instance, features } = place;
  const [advData, scanRsp] = [content.advertisement.bytes, content.scanResponse.bytes];
  return mgmt.command$('AddAdvertising', index, instance, flagsFor(plan, content), 0, 0, advData, scanRsp).pipe(
    map(() => {
      const what = { state: 'On', index, instance, command: 'AddAdvertising', txPower: undefined } as const;
      return { ...what, ignored: ignoredBy(true, plan, features), advData, scanRsp };
    }),
  );
}

function addNewer(place: Place, content: Compiled, plan: Plan): Observable<AdvertisingOn> {
  const { mgmt, index, instance, features } = place;
  const [advData, scanRsp] = [content.advertisement.bytes, content.scanResponse.bytes];
  const { supportedFlags } = features;
  const basic = flagsFor(plan, content);
  const isAnswered = scanRsp.length > 0 || basic.AddLocalName === true || basic.AddAppearance === true;
  const flags = {
    ...basic,
    ...(supportedFlags.ParamScanResponse && isAnswered && { ParamScanResponse: true }),
    ...(supportedFlags.ParamIntervals && plan.interval !== undefined && { ParamIntervals: true }),
    ...(canSetPower(supportedFlags) && plan.txPower !== undefined && { ParamTxPower: true }),
  };
  const { interval: { min, max } = { min: 0, max: 0 }, txPower: wanted = 0 } = plan;
  const parameters$ = mgmt.command$('AddExtendedAdvertisingParameters', index, instance, flags, 0, 0, min, max, wanted);
  return parameters$.pipe(
    switchMap(({ txPower }) =>
      mgmt.command$('AddExtendedAdvertisingData', index, instance, advData, scanRsp).pipe(
        map((): AdvertisingOn => {
          const what = { state: 'On', index, instance, command: 'AddExtendedAdvertisingData' } as const;
          const power = Number.isNaN(txPower) ? undefined : txPower;
          return { ...what, txPower: power, ignored: ignoredBy(false, plan, features), advData, scanRsp };
        }),
      ),
    ),
  );
}

/**
 * Advertises, in the best way that the kernel takes: since 5.11 in two steps, parameters and data. Some kernels refuse the second one (such as
 * the Raspberry Pi's 6.12.93: `InvalidParameters`), and take the same with the older command.
 */
export function add(place: Place, content: Compiled, plan: Plan): Observable<AdvertisingOn> {
  return addNewer(place, content, plan).pipe(
    catchError((error: unknown) => (isFinal(error) ? throwError(() => error) : addOlder(place, content, plan))),
  );
}

/** Puts other content in the place of what is advertised with the same flags. */
export function replace(on: AdvertisingOn, place: Place, content: Compiled, plan: Plan): Observable<AdvertisingOn> {
  if (on.command === 'AddAdvertising') return addOlder(place, content, plan);
  const [advData, scanRsp] = [content.advertisement.bytes, content.scanResponse.bytes];
  const { mgmt, index, instance } = place;
  return defer(() => mgmt.command$('AddExtendedAdvertisingData', index, instance, advData, scanRsp)).pipe(
    map(() => ({ ...on, advData, scanRsp })),
    catchError((error: unknown) => (isFinal(error) ? throwError(() => error) : addOlder(place, content, plan))),
  );
}
