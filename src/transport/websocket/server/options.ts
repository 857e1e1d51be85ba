import type { SchedulerLike } from 'rxjs';
import { asyncScheduler } from 'rxjs';
import { isObject } from '../../../protocol/errors.js';
import { MAX_FRAME_SIZE } from '../../../protocol/header.js';
import { OptionError } from '../../../protocol/option-error.js';
import type { OptionChecks } from '../../../protocol/options.js';
import {
  checkCount,
  checkFunction,
  checkInteger,
  checkList,
  checkOneOf,
  checkOptions,
  checkPositiveDuration,
} from '../../../protocol/options.js';
import { checkScheduler } from '../../check-scheduler.js';
import { checkAuthorization } from './authorization.js';
import type { Authorization } from './authorization.js';
import type { Allowance } from './policy.js';
import { checkAllowance } from './policy.js';

/** What is needed of a server of `node:http` or `node:https`. Not Node's own type: users of our declarations need no types of Node. */
export interface HttpServerLike {
  readonly listening: boolean;
  listen(port: number): unknown;
  close(): unknown;
}

/** The limits of a bridge. Beyond them clients are refused, slowed down, or told what was lost. */
export interface BridgeLimitOptions {
  /** Clients at a time. Default: 64. */
  readonly clients?: number;
  /** Connections that have not said who they are yet; of more, the oldest is closed. Default: as many as `clients`, which may all come back at once. */
  readonly handshakes?: number;
  /** The longest message of a client, in bytes. Default: that of the longest frame, 65 541. */
  readonly frameSize?: number;
  /** Commands of one client, on average; twice as many at once. Of more, each is answered with `Busy`. Default: 200. */
  readonly commandsPerSecond?: number;
  /** What may wait for a client that reads slowly, in bytes, before events for it are left out. Default: 1 000 000. */
  readonly buffer?: number;
}

/** Who may use the bridge for what, and how much of it. */
export interface ServeOptions extends Authorization {
  /** A server of yours, whose other requests stay its own. For TLS: that of `https`. Either this or `port`. */
  readonly server?: HttpServerLike;
  /** The port of a server that the bridge makes itself; 0: one that is free. */
  readonly port?: number;
  /** The address that it listens at, with `port`. Default: `'127.0.0.1'`: this machine only. */
  readonly host?: string;
  /** The path of its URL. Default: `'/btmgmt'`. */
  readonly path?: string;
  /**
   * Where pages may come from, as `'https://dashboard.example'`. Pages of this machine that were loaded from the same host and port may in any case, and
   * so may programs that are no browsers, which say no origin.
   */
  readonly origins?: readonly string[];
  /**
   * What clients may send besides what only looks: all `'shared'` commands, `'owning'` ones, too, those of a list, or what a function says
   * yes to. All else is answered with `PermissionDenied`. Default: `'observing'`, which is nothing.
   */
  readonly allow?: Allowance;
  /**
   * Key material: `'redact'` withholds events with keys and refuses commands that read or bring keys, whatever `allow` says. Default: `'redact'`.
   */
  readonly secrets?: 'redact' | 'keep';
  readonly limits?: BridgeLimitOptions;
  /** Until when a connection must have said who it is, in milliseconds. Default: 5 000. */
  readonly handshakeTimeout?: number;
  /** How often each client is asked whether it is still there, in milliseconds; who has not answered by the next time is gone. Default: 15 000. */
  readonly pingInterval?: number;
  /** For timeouts, pings and rates. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

export type Limits = Required<BridgeLimitOptions>;

/** The options with nothing left open. */
export interface ServeSettings extends Authorization {
  readonly server: HttpServerLike | undefined;
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly origins: readonly string[];
  readonly allow: Allowance;
  readonly secrets: 'redact' | 'keep';
  readonly limits: Limits;
  readonly handshakeTimeout: number;
  readonly pingInterval: number;
  readonly scheduler: SchedulerLike;
}

const LIMIT_CHECKS: OptionChecks<BridgeLimitOptions> = {
  clients: (option, value) => checkCount(option, value, 1),
  handshakes: (option, value) => checkCount(option, value, 1),
  frameSize: (option, value) => checkInteger(option, value, 64, MAX_FRAME_SIZE),
  commandsPerSecond: (option, value) => checkCount(option, value, 1),
  buffer: (option, value) => checkInteger(option, value, 0, Number.MAX_SAFE_INTEGER),
};

function checkServer(option: string, server: unknown): void {
  const given: { readonly on?: unknown; readonly off?: unknown; readonly listen?: unknown } = isObject(server)
    ? server
    : {};
  if (typeof given.on === 'function' && typeof given.listen === 'function') return;
  throw new OptionError(option, server, 'a server of http or https');
}

function checkFilled(option: string, value: string): void {
  if (typeof value !== 'string' || value === '') throw new OptionError(option, value, 'a text that is not empty');
}

function checkPath(option: string, path: string): void {
  if (typeof path !== 'string' || !/^\/[^?#]*$/.test(path))
    throw new OptionError(option, path, "a path such as '/btmgmt'");
}

/** As browsers write it: what is written otherwise would never be equal. */
function checkOrigin(option: string, origin: string): void {
  if (typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin && origin !== 'null')
    return;
  throw new OptionError(option, origin, "an origin such as 'https://dashboard.example', without a path");
}

const CHECKS: OptionChecks<Omit<ServeOptions, keyof Authorization>> = {
  server: checkServer,
  port: (option, port) => checkInteger(option, port, 0, 0xffff),
  host: checkFilled,
  path: checkPath,
  origins: (option, origins) => checkList(option, origins, checkOrigin),
  allow: checkAllowance,
  secrets: (option, secrets) => checkOneOf(option, secrets, ['redact', 'keep']),
  limits: (option, limits) => checkOptions(limits, LIMIT_CHECKS, option),
  handshakeTimeout: checkPositiveDuration,
  pingInterval: checkPositiveDuration,
  scheduler: checkScheduler,
};

function checkTogether({ server, port, host }: ServeOptions): void {
  if ((server === undefined) === (port === undefined)) {
    throw new OptionError('port', port, 'given, or option server: one of the two');
  }
  if (server !== undefined && host !== undefined) {
    throw new OptionError('host', host, 'an option beside server, which listens where it was told to');
  }
}

/** @throws OptionError */
export function serveSettings(options: ServeOptions): ServeSettings {
  // Passed on as what they are: those of authorization are checked together.
  checkOptions(options, { ...CHECKS, token: () => undefined, authorize: checkFunction });
  checkTogether(options);
  const { token, authorize } = checkAuthorization(options);
  const { server, port = 0, host = '127.0.0.1', path = '/btmgmt', origins = [], allow = 'observing' } = options;
  const { secrets = 'redact', handshakeTimeout = 5000, pingInterval = 15_000, scheduler = asyncScheduler } = options;
  const { clients = 64 } = options.limits ?? {};
  const limits: Limits = {
    clients,
    handshakes: clients,
    frameSize: MAX_FRAME_SIZE,
    commandsPerSecond: 200,
    buffer: 1_000_000,
    ...options.limits,
  };
  const who = { ...(token !== undefined && { token }), ...(authorize !== undefined && { authorize }) };
  return {
    ...who,
    server,
    port,
    host,
    path,
    // What was checked is what counts, whatever becomes of the lists.
    origins: [...origins],
    allow: typeof allow === 'object' ? [...allow] : allow,
    secrets,
    limits,
    handshakeTimeout,
    pingInterval,
    scheduler,
  };
}
