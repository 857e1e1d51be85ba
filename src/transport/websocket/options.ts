import type { SchedulerLike } from 'rxjs';
import { asyncScheduler } from 'rxjs';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkCount, checkFunction, checkOptions, checkPositiveDuration } from '../../protocol/options.js';
import { checkScheduler } from '../check-scheduler.js';
import { globalWebSocket } from './socket.js';
import type { WebSocketClass } from './socket.js';

/** When a connection that broke is made again. */
export interface ReconnectOptions {
  /** How long to wait before the first attempt, in milliseconds, at most: between half of it and all. Doubles each time. Default: 500. */
  readonly delay?: number;
  /** The longest wait, in milliseconds. Default: 30 000. */
  readonly maxDelay?: number;
  /** How many attempts in a row, before `frames$` fails. Default: Infinity. */
  readonly attempts?: number;
}

/** How the bridge is reached. */
export interface WebSocketTransportOptions {
  /** What the bridge knows this client by; or what gives it, asked for each connection. It is sent in the first message, never in the URL. */
  readonly token: string | (() => string | Promise<string>);
  /**
   * Whether and how a connection that broke is made again. `false`: `frames$` fails instead. A bridge that can't be reached at first, or that
   * refuses this client, is an error in any case. Default: again and again.
   */
  readonly reconnect?: false | ReconnectOptions;
  /** How long opening may take, in milliseconds. Default: 10 000. */
  readonly timeout?: number;
  /** The class of WebSockets. Default: that of the runtime; Node before 22 has none, and takes that of the package `ws`. */
  readonly WebSocket?: WebSocketClass;
  /** For timeouts and attempts. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/** The options with nothing left open. */
export interface WebSocketSettings {
  readonly url: string;
  readonly token: string | (() => string | Promise<string>);
  readonly reconnect: Required<ReconnectOptions> | undefined;
  readonly timeout: number;
  readonly WebSocket: WebSocketClass;
  readonly scheduler: SchedulerLike;
}

const RECONNECT_CHECKS: OptionChecks<ReconnectOptions> = {
  delay: checkPositiveDuration,
  maxDelay: checkPositiveDuration,
  attempts: (option, attempts) => checkCount(option, attempts, 1),
};

function checkReconnect(option: string, value: false | ReconnectOptions): void {
  if (value !== false) checkOptions(value, RECONNECT_CHECKS, option);
}

function checkToken(option: string, value: unknown): void {
  if (typeof value === 'function' || (typeof value === 'string' && value !== '')) return;
  // Not with the value: it may be nearly a secret.
  throw new OptionError(option, typeof value, 'the token of the bridge, as text, or a function that gives it');
}

const CHECKS: OptionChecks<WebSocketTransportOptions> = {
  token: checkToken,
  reconnect: checkReconnect,
  timeout: checkPositiveDuration,
  WebSocket: checkFunction,
  scheduler: checkScheduler,
};

function checkUrl(url: string | URL): string {
  const expected = 'a URL such as wss://gateway.example/btmgmt';
  const given: unknown = url;
  let parsed: URL;
  try {
    parsed = new URL(String(given));
  } catch {
    throw new OptionError('url', given, expected);
  }
  if (!/^wss?:$/.test(parsed.protocol)) throw new OptionError('url', parsed.href, `${expected}, with ws: or wss:`);
  if (parsed.username !== '' || parsed.password !== '' || parsed.hash !== '') {
    throw new OptionError(
      'url',
      `${parsed.protocol}//${parsed.host}`,
      'without a name, password or fragment: use option token',
    );
  }
  return parsed.href;
}

/** @throws OptionError */
export function webSocketSettings(url: string | URL, options: WebSocketTransportOptions): WebSocketSettings {
  const href = checkUrl(url);
  const checked = checkOptions(options, CHECKS, undefined, ['token']);
  const {
    token,
    reconnect = {},
    timeout = 10_000,
    WebSocket = globalWebSocket(),
    scheduler = asyncScheduler,
  } = checked;
  const again = reconnect === false ? undefined : { delay: 500, maxDelay: 30_000, attempts: Infinity, ...reconnect };
  return { url: href, token, reconnect: again, timeout, WebSocket, scheduler };
}
