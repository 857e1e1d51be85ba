import type { EnvironmentProviders } from '@angular/core';
import { DestroyRef, InjectionToken, inject, makeEnvironmentProviders } from '@angular/core';
import type { BtmgmtConnection } from './connection.js';
import type { MgmtStatus } from './status.js';
import { mgmtStatus } from './status.js';
import type { MgmtOptions } from '../index.js';
import { Mgmt, OptionError } from '../index.js';

/** The options of the client, and how the way to the kernel is found again. */
export interface BtmgmtOptions extends MgmtOptions {
  /** After which time signals, and streams with `retried`, try again to reach a kernel that can't be reached, in milliseconds. Default: 5000. */
  readonly retryDelay?: number;
}

export const MGMT = new InjectionToken<Mgmt>('Mgmt of rx-btmgmt');
export const STATUS = new InjectionToken<MgmtStatus>('MgmtStatus of rx-btmgmt');

function checkConnection(connection: unknown): void {
  if (typeof connection === 'object' && connection !== null && 'transport' in connection) return;
  throw new OptionError('connection', connection, 'what withWebSocket(), withSimulator() or withTransport() gives');
}

/** The longest delay of a timer, 24.8 days: a longer one would fire at once. */
const LONGEST = 0x7fffffff;

function checkRetryDelay(delay: number): void {
  if (delay > 0 && (delay <= LONGEST || delay === Infinity)) return;
  throw new OptionError('retryDelay', delay, `a time in milliseconds, above 0 and at most ${LONGEST}, or Infinity`);
}

/**
 * Provides one `Mgmt` for an application, or for a route and what is below it, and closes it with that.
 *
 * ```ts
 * bootstrapApplication(App, { providers: [provideBtmgmt(withWebSocket('wss://gateway.example/btmgmt', { token }))] });
 * ```
 *
 * @throws OptionError
 */
export function provideBtmgmt(connection: BtmgmtConnection, options: BtmgmtOptions = {}): EnvironmentProviders {
  checkConnection(connection);
  const { retryDelay = 5000, ...mgmtOptions } = options;
  checkRetryDelay(retryDelay);
  const create = () => new Mgmt(connection.transport, mgmtOptions);
  // It says what is wrong with its options, now and not when it is injected. Making one opens nothing.
  create();
  return makeEnvironmentProviders([
    {
      provide: MGMT,
      useFactory: () => {
        const mgmt = create();
        inject(DestroyRef).onDestroy(() => mgmt.close());
        return mgmt;
      },
    },
    { provide: STATUS, useFactory: () => mgmtStatus(inject(MGMT), connection.simulated, retryDelay) },
  ]);
}
