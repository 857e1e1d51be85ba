import { WakeReason } from '../../../protocol/enums/controller.js';
import { OptionError } from '../../../protocol/option-error.js';
import type { OptionChecks } from '../../../protocol/options.js';
import {
  checkAddress,
  checkBoolean,
  checkDuration,
  checkInteger,
  checkList,
  checkNames,
  checkOptions,
} from '../../../protocol/options.js';
import { checkScheduler } from '../../../transport/check-scheduler.js';
import type { Wake } from '../wake.js';
import type { SimulatorOptions, SocketOptions } from '../options.js';
import { checkController } from './controller.js';
import { checkDevice } from './device.js';
import { oneOf } from './words.js';

const SIMULATOR: OptionChecks<SimulatorOptions> = {
  scheduler: checkScheduler,
  seed: (option, seed) => checkInteger(option, seed, 0, Number.MAX_SAFE_INTEGER),
  kernel: oneOf('6.1', '6.12', 'newest'),
  controllers: (option, list) => checkList(option, list, (path, controller) => checkController(controller, path)),
  devices: (option, list) => checkList(option, list, (path, device) => checkDevice(device, path)),
  latency: checkDuration,
};

/** @throws OptionError */
export function checkSimulator(options: SimulatorOptions): SimulatorOptions {
  return checkOptions(options, SIMULATOR);
}

/** What SO_RCVBUF takes: the kernel keeps books with twice that, in 31 bits (sock_setsockopt in net/core/sock.c). */
const LARGEST_BUFFER = 2 ** 30 - 1;

const SOCKET: OptionChecks<SocketOptions> = {
  trusted: checkBoolean,
  receiveBuffer: (option, bytes) => (bytes === Infinity ? bytes : checkInteger(option, bytes, 1, LARGEST_BUFFER)),
};

/** @throws OptionError */
export function checkSocket(options: SocketOptions): SocketOptions {
  return checkOptions(options, SOCKET);
}

const reason = oneOf(...(Object.keys(WakeReason) as (keyof typeof WakeReason)[]));
const addressType = oneOf('BREDR', 'LEPublic', 'LERandom');

/** @throws OptionError */
export function checkWake(wake: Wake): void {
  const names = ['reason', 'address', 'addressType'];
  checkNames(wake, names, 'wake');
  reason('wake.reason', wake.reason);
  if (wake.reason !== 'RemoteWake') return checkNames(wake, ['reason'], 'wake');
  checkAddress('wake.address', wake.address);
  addressType('wake.addressType', wake.addressType);
}

/** A controller that can be connected to. @throws OptionError */
export function checkTarget(controller: { readonly index: number }): void {
  const index: unknown = (controller as { readonly index?: unknown } | null | undefined)?.index;
  if (!Number.isInteger(index)) throw new OptionError('controller', controller, 'a controller, with its index');
}
