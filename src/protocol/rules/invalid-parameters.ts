import { advertisingReasons, meshReasons, monitorReasons } from './advertising.js';
import { deviceReasons, discoveryReasons, keysReasons, pairingReasons } from './devices.js';
import type { Reason, Reasons } from './reason.js';
import { configReasons, controllerReasons, settingsReasons } from './settings.js';
import { decodeCommand } from '../decode.js';
import type { CommandName } from '../tables.js';
import { whenAsked } from '../when-asked.js';

/** Why Linux answers InvalidParameters, by command. Those that are not here take whatever has the right length. */
export const invalidParameters = whenAsked((): Partial<Reasons<CommandName>> => ({
  ...settingsReasons(),
  ...controllerReasons(),
  ...discoveryReasons(),
  ...deviceReasons(),
  ...pairingReasons(),
  ...keysReasons(),
  ...advertisingReasons(),
  ...monitorReasons(),
  ...configReasons(),
  ...meshReasons(),
}));

/** What is known of a refusal. */
export interface Diagnosis {
  /** Whether these are what is wrong, all of them; else it is one of them. */
  readonly certain: boolean;
  readonly reasons: readonly string[];
}

/** Why Linux has refused a frame, as far as that can be told from what was sent. */
export function whyInvalid(frame: Uint8Array): Diagnosis {
  const decoded = decodeCommand(frame);
  if (decoded.command === 'Unknown') return { certain: false, reasons: [] };
  if (decoded.command === 'Malformed') {
    return { certain: true, reasons: [`The parameters have not the form that the command has: ${decoded.reason}.`] };
  }
  const { command, params, trailing } = decoded;
  // The table has the right reasons for each name, which the compiler can't see.
  const reasons = (invalidParameters()[command] ?? []) as readonly Reason<unknown>[];
  const found = reasons.filter(({ when }) => when?.(params) === true);
  if (found.length > 0) return { certain: true, reasons: found.map(({ text }) => text) };
  const possible = reasons.filter(({ when, unless }) => when === undefined && unless?.(params) !== true);
  const tail =
    trailing === undefined ? [] : [`There are ${trailing.length} bytes more than the command has parameters.`];
  return { certain: false, reasons: [...tail, ...possible.map(({ text }) => text)] };
}
