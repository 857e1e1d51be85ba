import { OptionError } from '../../../protocol/option-error.js';
import type { OptionChecks } from '../../../protocol/options.js';
import { checkBoolean, checkInteger, checkList, checkOptions } from '../../../protocol/options.js';
import { atFirst } from './words.js';
import type { AdvertisingContent, Changing, DeviceAdvertising } from '../device-options.js';
import { MAX_EXTENDED_DATA, MAX_LEGACY_DATA, contentOf } from '../content.js';

/** Content as it is at the beginning: what a function gives later is checked when it does. */
const changing =
  (maxLength: () => number) =>
  (option: string, content: Changing<AdvertisingContent>): void => {
    if (typeof content === 'function') contentOf(`${option}(0)`, atFirst(option, content), maxLength());
    else contentOf(option, content, maxLength());
  };

/** @throws OptionError */
export function checkAdvertising(path: string, set: DeviceAdvertising): void {
  // Asked when it is known that the set is an object.
  const content = changing(() => (set.extended === true ? MAX_EXTENDED_DATA : MAX_LEGACY_DATA));
  const checks: OptionChecks<DeviceAdvertising> = {
    extended: checkBoolean,
    connectable: checkBoolean,
    scannable: checkBoolean,
    // 24 bits of 625 µs, with extended advertising (Core Specification, volume 4, part E, 7.8.53).
    interval: (option, interval) => checkInteger(option, interval, 1, 10_485_759),
    data: content,
    scanResponse: content,
  };
  checkOptions(set, checks, path);
}

/** One set, or several. @throws OptionError */
export function checkAdvertisingSets(option: string, sets: DeviceAdvertising | readonly DeviceAdvertising[]): void {
  if (Array.isArray(sets)) checkList<DeviceAdvertising>(option, sets, checkAdvertising);
  else checkAdvertising(option, sets as DeviceAdvertising);
}

/** An object or an array: a misunderstanding that the types do not let pass. @throws OptionError */
export function checkContent(option: string, content: AdvertisingContent, maxLength: number): void {
  if (typeof content === 'function') throw new OptionError(option, content, 'content that stays the same');
  contentOf(option, content, maxLength);
}
