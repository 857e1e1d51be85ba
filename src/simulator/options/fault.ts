import type { CommandName, EventName } from '../../protocol/tables.js';
import type { Transport } from '../../transport/transport.js';

/** Something that goes wrong, until it is put right. */
export interface Fault {
  /** Puts it right. What it has done already stays done. Nothing happens if it is over. */
  end(): void;
}

/** A fault that strikes one thing at a time. */
export interface CountedFault extends Fault {
  /** How often it has struck. */
  readonly hits: number;
}

/** Which program suffers. */
export interface ProgramFilter {
  /** Only the program with this transport, which `simulator.transport()` has made. Default: every program. */
  readonly transport?: Transport;
}

/** How often. */
export interface TimesFilter {
  /** It ends by itself after so many times, from 1 on. Default: it stays until it is ended. */
  readonly times?: number;
}

/** Which commands suffer. Without anything: all. */
export interface CommandFilter extends ProgramFilter, TimesFilter {
  /** Default: every command. */
  readonly command?: CommandName | readonly CommandName[];
  /** The controller that the command is for, 0 to 65534; null for commands about no controller. Default: any. */
  readonly index?: number | null;
}

/** Which events suffer. Without anything: all. */
export interface EventFilter extends ProgramFilter, TimesFilter {
  /** Default: every event. */
  readonly event?: EventName | readonly EventName[];
  /** The controller that the event is about, 0 to 65534; null for events about no controller. Default: any. */
  readonly index?: number | null;
}

/**
 * What cures a controller. `'power-cycle'`: switching it off, as `SetPowered` does; plugging it in again helps, too.
 * `'reset'`: only plugging it in again. `'never'`: only the end of the fault.
 */
export type Cure = 'power-cycle' | 'reset' | 'never';
