import {
  EMPTY,
  catchError,
  concat,
  concatMap,
  defaultIfEmpty,
  filter,
  firstValueFrom,
  from,
  ignoreElements,
  lastValueFrom,
  map,
  switchMap,
  take,
} from 'rxjs';
import { Mgmt, isStatusError, isTransportError } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';

/**
 * A controller that is ready to discover, and why it is this one.
 *
 * @typedef {object} Radio
 * @property {Mgmt} mgmt
 * @property {number} index
 * @property {string} what one line for people
 * @property {() => Promise<void>} putBack switches off again what was off before
 */

/** The machine's own controller, or else a simulated one. @param {{ simulated: boolean }} options @returns {Promise<Radio>} */
export async function findRadio({ simulated }) {
  if (simulated) return simulatedRadio('as you asked for');
  try {
    return await ownRadio(new Mgmt(hciSocket()));
  } catch (error) {
    return simulatedRadio(reason(error));
  }
}

/** Why the machine's own controller can't be used. @param {unknown} error */
export function reason(error) {
  if (isStatusError(error, 'PermissionDenied'))
    return 'the controller of this machine takes CAP_NET_ADMIN: sudo npm run demo';
  if (isStatusError(error)) return `the controller of this machine can't be switched on: ${error.code}`;
  if (isTransportError(error, 'EAFNOSUPPORT')) return 'this machine, or this container, has no Bluetooth';
  if (isTransportError(error, 'NOT_LINUX')) return 'this is not Linux';
  if (isTransportError(error, 'NO_KOFFI')) return 'koffi, which opens the socket, is not installed';
  return error instanceof Error ? error.message : String(error);
}

/** The first controller that has Low Energy, switched on. @param {Mgmt} mgmt @returns {Promise<Radio>} */
export async function ownRadio(mgmt) {
  const controllers$ = mgmt.command$('ReadControllerIndexList', null).pipe(
    switchMap(({ controllerIndexes }) => from(controllerIndexes)),
    concatMap((index) =>
      mgmt.command$('ReadControllerInformation', index).pipe(map((information) => ({ index, ...information }))),
    ),
  );
  const usable$ = controllers$.pipe(
    filter(({ supportedSettings }) => supportedSettings.LowEnergy),
    take(1),
    defaultIfEmpty(undefined),
  );
  const controller = await firstValueFrom(usable$);
  if (controller === undefined) throw new Error('this machine has no controller with Low Energy');
  const { index, name, address } = controller;
  return ready(mgmt, controller, `Controller hci${index} of this machine: ${address} ${name}`.trim());
}

/** @param {string} why @returns {Promise<Radio>} */
function simulatedRadio(why) {
  const mgmt = new Mgmt(createSimulator({ devices: neighbourhood() }).transport());
  const off = { index: 0, currentSettings: { Powered: false, LowEnergy: false } };
  return ready(mgmt, off, `Simulated kernel, simulated devices: ${why}.`);
}

/**
 * Switches on what is off.
 *
 * @param {Mgmt} mgmt
 * @param {{ index: number, currentSettings: { Powered: boolean, LowEnergy: boolean } }} controller
 * @param {string} what
 * @returns {Promise<Radio>}
 */
async function ready(mgmt, { index, currentSettings: { Powered, LowEnergy } }, what) {
  /** @param {'SetPowered' | 'SetLowEnergy'} name @param {boolean} on */
  const set = (name, on) => mgmt.command$(name, index, on);
  // Everybody may read. If there is nothing to switch on, this command shows whether more is allowed, and changes nothing.
  const probe$ = mgmt
    .command$('GetConnections', index)
    .pipe(catchError((error) => (isStatusError(error, 'NotPowered') ? EMPTY : failWith(error))));
  const setUp$ = concat(LowEnergy ? EMPTY : set('SetLowEnergy', true), Powered ? EMPTY : set('SetPowered', true));
  const putBack$ = concat(Powered ? EMPTY : set('SetPowered', false), LowEnergy ? EMPTY : set('SetLowEnergy', false));
  const putBack = () => done(putBack$.pipe(catchError(() => EMPTY)));
  if (Powered && LowEnergy) await done(probe$);
  try {
    await done(setUp$);
  } catch (error) {
    await putBack();
    throw error;
  }
  return { mgmt, index, what, putBack };
}

/** @param {import('rxjs').Observable<unknown>} work @returns {Promise<void>} */
const done = (work) => lastValueFrom(work.pipe(ignoreElements()), { defaultValue: undefined });

/** @param {unknown} error @returns {never} */
function failWith(error) {
  throw error;
}
