import { OPCODES } from '../../../protocol/codes.generated.js';
import {
  concatMap,
  forkJoin,
  map,
  type Observable,
  type SchedulerLike,
  of,
  switchMap,
  take,
  takeLast,
  takeWhile,
  timer,
} from 'rxjs';
import type { Reply } from '../../../protocol/tables.js';
import type { Ask } from './questions.js';

/** What the kernel tells of a controller that can be used. */
export interface ControllerFacts {
  readonly index: number;
  readonly information: Reply<'ReadControllerInformation'>;
  readonly isDiscoveryStuck: boolean;
}

export interface UnconfiguredFacts {
  readonly index: number;
  readonly missingOptions: Reply<'ReadControllerConfigurationInformation'>['missingOptions'];
}

/** What the kernel tells over the management channel. */
export interface Management {
  /** Such as `'1.23'`. */
  readonly version: string;
  /** The commands that this socket may send. */
  readonly opcodes: readonly number[];
  /** Whether it may do more than read. */
  readonly isTrusted: boolean;
  readonly controllers: readonly ControllerFacts[];
  readonly unconfigured: readonly UnconfiguredFacts[];
}

const all = <T>(sources: readonly Observable<T>[]): Observable<readonly T[]> =>
  sources.length === 0 ? of([]) : forkJoin(sources);

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

/** How often in a row, and each how many milliseconds later, a discovery that begins or ends would be seen as one that is stuck. */
const LOOKS = 6;
const LOOK_INTERVAL = 250;

/**
 * Whether the kernel refuses to start a discovery although none runs, without starting or stopping one: both commands are sent
 * for no kind of address, which the kernel refuses in any case. But first it says `Busy` to the one if it could start none
 * (`start_service_discovery` in net/bluetooth/mgmt.c), and `Rejected` to the other if none runs (`stop_discovery`). Both at once is
 * so for a moment when one begins or ends, too.
 */
function isDiscoveryStuck(ask: Ask, index: number, scheduler: SchedulerLike): Observable<boolean> {
  const start$ = ask('StartServiceDiscovery', index, { addressType: 0, rssiThreshold: 127, uuids: [] });
  const stop$ = ask('StopDiscovery', index, { addressType: 0 });
  const look$ = start$.pipe(
    switchMap((start) => (start.status === 'Busy' ? stop$.pipe(map((stop) => stop.status === 'Rejected')) : of(false))),
  );
  return timer(0, LOOK_INTERVAL, scheduler).pipe(
    take(LOOKS),
    concatMap(() => look$),
    takeWhile((isStuck) => isStuck, true),
    takeLast(1),
  );
}

/** Asks for all that may be asked without changing anything. */
export function interrogate(ask: Ask, scheduler: SchedulerLike): Observable<Management> {
  const controller$ = (index: number, isTrusted: boolean): Observable<ControllerFacts | undefined> =>
    ask('ReadControllerInformation', index, {}).pipe(
      switchMap(({ reply: information }) => {
        // It may have been unplugged meanwhile.
        if (information === undefined) return of(undefined);
        const canDiscover = isTrusted && information.currentSettings.Powered;
        const stuck$ = canDiscover ? isDiscoveryStuck(ask, index, scheduler) : of(false);
        return stuck$.pipe(map((stuck) => ({ index, information, isDiscoveryStuck: stuck })));
      }),
    );
  const unconfigured$ = (index: number): Observable<UnconfiguredFacts | undefined> =>
    ask('ReadControllerConfigurationInformation', index, {}).pipe(
      map(({ reply }) => reply && { index, missingOptions: reply.missingOptions }),
    );

  return forkJoin({
    version: ask('ReadManagementVersionInformation', null, {}),
    known: ask('ReadManagementSupportedCommands', null, {}),
    configured: ask('ReadControllerIndexList', null, {}),
    // Kernels older than 3.19 do not know it.
    incomplete: ask('ReadUnconfiguredControllerIndexList', null, {}),
  }).pipe(
    switchMap(({ version, known, configured, incomplete }) => {
      const opcodes = known.reply?.commands ?? [];
      const isTrusted = opcodes.includes(OPCODES.SetPowered);
      const sorted = (indexes: readonly number[] = []) => [...indexes].sort((a, b) => a - b);
      return forkJoin({
        controllers: all(sorted(configured.reply?.controllerIndexes).map((index) => controller$(index, isTrusted))),
        unconfigured: all(sorted(incomplete.reply?.controllerIndexes).map(unconfigured$)),
      }).pipe(
        map(({ controllers, unconfigured }) => ({
          version: version.reply === undefined ? '' : `${version.reply.version}.${version.reply.revision}`,
          opcodes,
          isTrusted,
          controllers: controllers.filter(isThere),
          unconfigured: unconfigured.filter(isThere),
        })),
      );
    }),
  );
}
