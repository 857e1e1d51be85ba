import type { Observable } from 'rxjs';
import { EMPTY, defer, distinctUntilChanged, map, of, switchMap, take, throwError } from 'rxjs';
import type { ControllerState } from './controller-state.js';
import { liveControllers } from './live-controllers.js';
import type { Which } from './which.js';
import { finderOf } from './which.js';
import { StatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { CommandOptions } from '../mgmt/options.js';
import { decodeCommand } from '../protocol/decode.js';
import { encodeCommand, namedParams } from '../protocol/encode.js';
import type { CommandTypes } from '../protocol/messages.generated.js';
import type {
  Args,
  CommandIndex,
  CommandName,
  MgmtNotification,
  MgmtNotificationName,
  Params,
  Reply,
} from '../protocol/tables.js';
import { checkMgmt } from '../mgmt/check-mgmt.js';

/** The commands that can be sent to a controller. */
export type ControllerCommandName = {
  readonly [N in CommandName]: CommandTypes[N]['index'] extends 'none' ? never : N;
}[CommandName];

/** A handle on one controller. It keeps meaning the same one when that is unplugged, returns, or gets another index. */
export interface Controller {
  readonly mgmt: Mgmt;

  /**
   * All that is known of it, the present value first, then changes only, whoever caused them. `undefined`: it is not there, which
   * is no error. Errors: `TransportError` only.
   */
  readonly state$: Observable<ControllerState | undefined>;

  /** As `command$` of `Mgmt`, sent to where the controller is now. `StatusError` `InvalidIndex` while it is absent. */
  command$<N extends ControllerCommandName>(name: N, ...args: Args<N>): Observable<Reply<N>>;

  /** As `commandWith$` of `Mgmt`, sent to where the controller is now. `StatusError` `InvalidIndex` while it is absent. */
  commandWith$<N extends ControllerCommandName>(
    name: N,
    params: Params<N>,
    options?: CommandOptions,
  ): Observable<Reply<N>>;

  /** As `event$` of `Mgmt`, for this controller, wherever it is. Silent while it is absent. */
  event$<N extends MgmtNotificationName>(name: N): Observable<MgmtNotification<N>>;
}

class ControllerHandle implements Controller {
  readonly state$: Observable<ControllerState | undefined>;
  readonly #index$: Observable<number | undefined>;

  constructor(
    readonly mgmt: Mgmt,
    find: (present: readonly ControllerState[]) => ControllerState | undefined,
  ) {
    this.state$ = liveControllers(mgmt).pipe(map(find), distinctUntilChanged());
    this.#index$ = this.state$.pipe(
      map((state) => state?.index),
      distinctUntilChanged(),
    );
  }

  command$<N extends ControllerCommandName>(name: N, ...args: Args<N>): Observable<Reply<N>> {
    return this.#send(name, () => namedParams(name, args));
  }

  commandWith$<N extends ControllerCommandName>(
    name: N,
    params: Params<N>,
    options?: CommandOptions,
  ): Observable<Reply<N>> {
    return this.#send(name, () => params, options);
  }

  event$<N extends MgmtNotificationName>(name: N): Observable<MgmtNotification<N>> {
    return this.#index$.pipe(switchMap((index) => (index === undefined ? EMPTY : this.mgmt.event$(name, index))));
  }

  #send<N extends ControllerCommandName>(
    name: N,
    params: () => Params<N>,
    options?: CommandOptions,
  ): Observable<Reply<N>> {
    return defer(() => {
      const own = ownParams(name, params());
      return this.#at(name).pipe(switchMap((index) => this.mgmt.commandWith$(name, index, own, options)));
    });
  }

  /** Where it is now. Each command that can be sent to a controller takes its index, which is more than the compiler sees. */
  #at<N extends ControllerCommandName>(command: N): Observable<CommandIndex<N>> {
    return this.#index$.pipe(
      take(1),
      switchMap((index) => (index === undefined ? throwError(() => absent(command)) : of(index as CommandIndex<N>))),
    );
  }
}

/**
 * A copy that shares nothing: where the controller is may have to be read first, and the caller's bytes may be others by then. Throws a
 * `CodecError`.
 */
function ownParams<N extends ControllerCommandName>(name: N, given: Params<N>): Params<N> {
  // At any controller, which is more than the compiler sees.
  const decoded = decodeCommand(encodeCommand(name, 0 as CommandIndex<N>, given));
  if (!('params' in decoded)) return given;
  const { params, trailing } = decoded;
  return { ...params, ...(trailing && { trailing }) } as Params<N>;
}

const absent = (command: CommandName): StatusError =>
  new StatusError({ command, index: null }, 'InvalidIndex', {
    source: 'library',
    advice:
      'The controller that this handle means is not there. whilePresent() waits for it; state$ says when it is there.',
  });

/**
 * A handle on one controller of this machine, whether it is there or not.
 *
 * ```ts
 * const adapter = controller(mgmt, '00:1A:7D:DA:71:13');
 * adapter.state$.subscribe((state) => console.log(state?.settings.Powered ?? 'not there'));
 * ```
 *
 * @param which an index (`0`, `'hci0'`): whoever sits there; an address: that controller, wherever it sits; or a function: the
 *   first one, by index, for which it returns true
 * @throws OptionError if `which` is none of these, or `mgmt` no client
 */
export function controller(mgmt: Mgmt, which: Which): Controller {
  return new ControllerHandle(checkMgmt(mgmt), finderOf(which));
}
