import type { Status } from '../../protocol/enums/status.js';
import type { DecodedCommand } from '../../protocol/decode.js';
import type {
  CommandName,
  EventName,
  MgmtEvent,
  MgmtEventInput,
  ReplyEvent,
  ReplyInput,
} from '../../protocol/tables.js';
import type { CountedFault, ProgramFilter, TimesFilter } from './fault.js';

/** Whose commands or events are intercepted. Without anything: those of every program. */
export interface InterceptionFilter extends ProgramFilter, TimesFilter {
  /** The controller, 0 to 65534; null for what is about no controller. Default: any. */
  readonly index?: number | null;
}

/** An interception: `hits` counts how often its function was called, and `end()` ends it. */
export type Interception = CountedFault;

/** A command as a program has sent it, decoded. */
export type InterceptedCommand<N extends CommandName> = Extract<DecodedCommand, { readonly command: N }>;

/** An answer in place of the kernel's. */
export interface InterceptedReply<N extends CommandName = CommandName> {
  /** Default: `'Success'`. A failure without return parameters goes out as Command Status. */
  readonly status?: Status | number;
  /** What is left out is taken from the command's own parameters, if it has one of that name. */
  readonly returnParameters?: Partial<ReplyInput<N>>;
  /** In milliseconds, from 0 on; Infinity: the answer never comes. Default: 0. */
  readonly delay?: number;
}

/** The name of an event that is not the answer to a command. */
export type InterceptableEvent = Exclude<EventName, ReplyEvent['event']>;

/** An event that comes later than the kernel sends it. */
export interface DelayedEvent {
  /** In milliseconds, from 0 on; Infinity: it never comes. */
  readonly delay: number;
  /** What comes then. Default: the event as it was. */
  readonly event?: MgmtEventInput;
}

/**
 * Puts itself between the programs and the simulated kernel: a test answers commands itself, and changes, delays or withholds
 * events. Of several interceptions that match, the one that came first is asked.
 *
 * ```ts
 * simulator.intercept.command('SetPowered', () => ({ status: 'Failed', delay: 20 }), { index: 1 });
 * simulator.intercept.event('DeviceFound', (event) => (event.rssi < -80 ? undefined : { ...event, rssi: -40 }));
 * ```
 */
export interface SimulatorInterception {
  /**
   * Asks a function for each command of one name, or of several, before the kernel sees it. It gives the answer, and then the
   * kernel does nothing; or `undefined`, and the command goes on to the next interception, or to the kernel. Faults apply to the answer
   * as to any other. What it throws, `send` throws: a `TransportError` makes sending fail.
   *
   * @param handler given the command, and how often this interception was asked before
   * @throws OptionError
   */
  command<N extends CommandName>(
    name: N | readonly N[],
    handler: (command: InterceptedCommand<N>, nth: number) => InterceptedReply<N> | undefined,
    filter?: InterceptionFilter,
  ): Interception;
  /**
   * Asks a function for each event of one name, or of several, and for each program that it goes to. It gives the event to
   * be sent, the same or any other; a delay; or `undefined`, and none is sent. If it throws, the event is sent as it was, and the error is
   * thrown by the scheduler, as one that was not caught.
   *
   * @param handler given the event, and how often this interception was asked before
   * @throws OptionError
   */
  event<N extends InterceptableEvent>(
    name: N | readonly N[],
    handler: (event: MgmtEvent<N>, nth: number) => MgmtEventInput | DelayedEvent | undefined,
    filter?: InterceptionFilter,
  ): Interception;
  /** Ends all of them. */
  clear(): void;
}
