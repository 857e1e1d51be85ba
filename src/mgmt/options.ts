import type { SchedulerLike } from 'rxjs';
import { asyncScheduler } from 'rxjs';
import type { CommandLabel } from './errors.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkDuration, checkOneOf, checkOptions, checkPositiveDuration } from '../protocol/options.js';
import { checkScheduler } from '../transport/check-scheduler.js';

/** Options of a single command. */
export interface CommandOptions {
  /** How long to wait for the reply, in milliseconds, from the moment when the frame goes out. Infinity waits for ever. */
  readonly timeout?: number;

  /**
   * What becomes of commands that break what bluetoothd relies on, those of the class owning, while it runs:
   * they fail with a `NeighbourError` and nothing is sent, or are sent all the same. Default: `'refuse'`.
   */
  readonly owning?: 'refuse' | 'allow';
}

/** Options of a command that is given as bytes. */
export type RawCommandOptions = Pick<CommandOptions, 'timeout'>;

/** Options of a client, but for its scheduler. */
export interface ClientOptions extends CommandOptions {
  /**
   * How long the connection stays when it is not needed any more, in milliseconds; Infinity keeps it until `close()`.
   * What is subscribed to meanwhile goes over the same connection. An open socket keeps the process alive.
   *
   * Default: 0, which is until the event loop turns. That is enough for `concat`, and for one `await` after the other.
   */
  readonly linger?: number;
}

/** What a client of the kernel can be told when it is made. */
export interface MgmtOptions extends ClientOptions {
  /** For timeouts and the time of frames. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/** The options with nothing left open. */
export interface MgmtSettings {
  readonly scheduler: SchedulerLike;
  readonly linger: number;
  /** Undefined: that of each command. */
  readonly timeout: number | undefined;
  readonly owning: 'refuse' | 'allow';
}

/** Most replies are there at once; HCI commands take up to 2 s each (HCI_CMD_TIMEOUT), several of them make one command. */
const DEFAULT = 10_000;

/** Commands that take longer: loading firmware, and a person who looks for a PIN. */
const SLOW: Readonly<Record<string, number>> = { SetPowered: 30_000, PairDevice: 60_000 };

export function defaultTimeout(command: CommandLabel): number {
  return SLOW[command] ?? DEFAULT;
}

const RAW_CHECKS: OptionChecks<RawCommandOptions> = { timeout: checkPositiveDuration };
const COMMAND_CHECKS: OptionChecks<CommandOptions> = {
  ...RAW_CHECKS,
  owning: (option, owning) => checkOneOf(option, owning, ['refuse', 'allow']),
};
export const CLIENT_CHECKS: OptionChecks<ClientOptions> = {
  ...COMMAND_CHECKS,
  linger: (option, linger) => checkDuration(option, linger),
};
const MGMT_CHECKS: OptionChecks<MgmtOptions> = { ...CLIENT_CHECKS, scheduler: checkScheduler };

/** Throws an `OptionError`. @param where the option that holds these, if they are not the outermost ones */
export function mgmtSettings(options: MgmtOptions, where?: string): MgmtSettings {
  const checked = checkOptions(options, MGMT_CHECKS, where);
  const { scheduler = asyncScheduler, linger = 0, timeout, owning = 'refuse' } = checked;
  return { scheduler, linger, timeout, owning };
}

/** Throws an `OptionError`. */
export function commandOptions(options: CommandOptions): CommandOptions {
  return { ...checkOptions(options, COMMAND_CHECKS) };
}

/** The timeout of a command, if it is given one. Throws an `OptionError`. */
export function rawTimeout(options: RawCommandOptions): number | undefined {
  return checkOptions(options, RAW_CHECKS).timeout;
}
