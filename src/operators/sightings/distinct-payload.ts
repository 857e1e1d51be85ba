import type { MonoTypeOperatorFunction } from 'rxjs';
import { defer, filter } from 'rxjs';
import type { MemoryOptions } from './memory-options.js';
import { FORGET_AFTER, MAX_DEVICES, MEMORY_CHECKS } from './memory-options.js';
import { Recent } from './recent.js';
import type { HeardPeer } from './sighting.js';
import { keyOf } from './sighting.js';
import { checkFunction, checkOptions } from '../../protocol/options.js';
import { sameBytes } from '../../protocol/bytes.js';

/** What counts as new. */
export interface PayloadOptions<T> extends MemoryOptions {
  /**
   * What is compared: bytes, text or a number, such as the measured value without the counter beside it. `undefined`: nothing that matters, so the
   * sighting does not come through. Default: all `bytes`.
   */
  readonly payloadOf?: (sighting: T) => Uint8Array | string | number | undefined;
}

const isSame = (one: unknown, other: unknown): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array ? sameBytes(one, other) : Object.is(one, other);

/**
 * Lets through a sighting if its device says something else than the last time, however strong it is.
 *
 * ```ts
 * scan(adapter).pipe(distinctPayload({ payloadOf: ({ serviceData }) => serviceData[0]?.data })).subscribe(console.log);
 * ```
 *
 * @throws OptionError if an option makes no sense
 */
export function distinctPayload<T extends HeardPeer & { readonly bytes: Uint8Array }>(
  options: PayloadOptions<T> = {},
): MonoTypeOperatorFunction<T> {
  const checks = { ...MEMORY_CHECKS, payloadOf: checkFunction };
  const { maxDevices = MAX_DEVICES, forgetAfter = FORGET_AFTER, ...rest } = checkOptions(options, checks);
  const { payloadOf = ({ bytes }: T) => bytes } = rest;
  return (source$) =>
    defer(() => {
      const heard = new Recent<{ payload: Uint8Array | string | number }>(maxDevices, forgetAfter);
      return source$.pipe(
        filter((sighting) => {
          const payload = payloadOf(sighting);
          if (payload === undefined) return false;
          const key = keyOf(sighting);
          const last = heard.touch(key, sighting.time);
          if (last === undefined) heard.add(key, { payload }, sighting.time);
          else if (isSame(last.payload, payload)) return false;
          else last.payload = payload;
          return true;
        }),
      );
    });
}
