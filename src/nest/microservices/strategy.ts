import type { CustomTransportStrategy } from '@nestjs/microservices';
import { BaseRpcContext, Server } from '@nestjs/microservices';
import type { Observable } from 'rxjs';
import { Subscription, ignoreElements, merge, retry, tap, throwError } from 'rxjs';
import { isTransportError } from '../../mgmt/errors.js';
import { Mgmt } from '../../mgmt/mgmt.js';
import { checkNotificationName } from '../../protocol/event-names.js';
import type { MgmtNotification, MgmtNotificationName } from '../../protocol/tables.js';
import { after } from '../../transport/schedule-after.js';
import type { Transport } from '../../transport/transport.js';

/** In milliseconds; each failure doubles it. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 30_000;

/** What does not become better by itself: the client was closed, or a bridge does not want it. */
const FINAL: ReadonlySet<string> = new Set(['CLOSED', 'REFUSED']);

/** What a handler gets beside the event: `@Ctx() context: BtmgmtContext`. */
export class BtmgmtContext extends BaseRpcContext {
  constructor(
    readonly event: MgmtNotification,
    /** To answer with commands. */
    readonly mgmt: Mgmt,
  ) {
    super([event, mgmt]);
  }
}

/**
 * Brings events to methods with `@EventPattern('DeviceFound')`: the name of an event is the pattern, the event is the payload. It listens to
 * those that have a handler, and opens nothing if none has. When the way to the kernel fails, at first or later, it says so through the logger and
 * listens again: after 0.1 s, then ever later, up to 30 s; not if the client was closed, or if a bridge refuses it.
 *
 * ```ts
 * app.connectMicroservice({ strategy: new BtmgmtStrategy(app.get(MGMT)) });
 * ```
 */
export class BtmgmtStrategy extends Server implements CustomTransportStrategy {
  readonly #mgmt: Mgmt;
  readonly #isOwn: boolean;
  #subscription: Subscription | undefined;

  /** @param source a client, whose owner closes it, or a transport for one of its own */
  constructor(source: Mgmt | Transport) {
    super();
    this.#isOwn = !(source instanceof Mgmt);
    this.#mgmt = source instanceof Mgmt ? source : new Mgmt(source);
    this.setTransportId(Symbol('rx-btmgmt'));
  }

  listen(callback: (error?: unknown) => void): void {
    try {
      const names = [...this.messageHandlers].filter(([, { isEventHandler }]) => isEventHandler).map(([name]) => name);
      const events = names.map((name) => this.#mgmt.event$(known(name)));
      const losses$ = this.#mgmt.drops$.pipe(
        tap(() => {
          this.logger.warn('Events were lost, since they were not taken in time.');
        }),
        ignoreElements(),
      );
      const events$ = merge(...events, losses$).pipe(
        retry({ delay: (error, times) => this.#again(error, times), resetOnSuccess: true }),
      );
      // Some transports have something to say at once, and a handler may close this.
      const subscription = (this.#subscription = new Subscription());
      subscription.add(
        events$.subscribe({
          next: (event) => this.#handle(event),
          error: (error: Error) => this.handleError(error.message),
        }),
      );
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  close(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    if (this.#isOwn) this.#mgmt.close();
  }

  /** There are none: `connected$` of the client says how the connection is. */
  on(event: string): never {
    throw new Error(`BtmgmtStrategy has no event ${event}: ask connected$ of the Mgmt`);
  }

  /** There is nothing below but the client, which whoever made this has. */
  unwrap(): never {
    throw new Error('BtmgmtStrategy is no server: inject the Mgmt, or take it from the context of a handler');
  }

  /** When to listen again after a failure; an error if that makes no sense. */
  #again(error: unknown, times: number): Observable<unknown> {
    if (!isTransportError(error) || FINAL.has(error.code)) return throwError(() => error);
    const delay = Math.min(FIRST_DELAY * 2 ** (times - 1), LONGEST_DELAY);
    this.logger.warn(`${error.message} It is listened to again in ${delay / 1000} s.`);
    return after(delay, this.#mgmt.scheduler);
  }

  #handle(event: MgmtNotification): void {
    const { event: name } = event;
    this.handleEvent(name, { pattern: name, data: event }, new BtmgmtContext(event, this.#mgmt)).catch(
      (error: unknown) => this.handleError(`A handler of ${name} failed: ${String(error)}`),
    );
  }
}

/** @throws OptionError if there is no such event */
function known(pattern: string): MgmtNotificationName {
  const name = pattern as MgmtNotificationName;
  checkNotificationName(name);
  return name;
}
