import { map, type Observable } from 'rxjs';
import type { CommandName } from '../../../protocol/tables.js';
import { commandNames } from '../../../protocol/tables.js';
import {
  checkList,
  checkOneOf,
  checkOptions,
  checkPositiveDuration,
  type OptionChecks,
} from '../../../protocol/options.js';
import { diagnose } from './diagnose.js';
import type { Diagnosis } from './diagnosis.js';
import { examine } from './examine.js';
import { type Surroundings, thisProcess } from './surroundings.js';

/** What a program needs, and how long the kernel may take. */
export interface DoctorOptions {
  /** Commands that must exist: one that the kernel does not know is an error then. Otherwise all that it lacks are a note. */
  readonly commands?: readonly CommandName[];
  /** How long the kernel may take for each answer, in milliseconds; it knows all by heart. Default: 2000. */
  readonly timeout?: number;
}

const OPTIONS: OptionChecks<DoctorOptions> = {
  commands: (option, names) =>
    checkList(option, names, (path, name) => checkOneOf(path, name, [...commandNames.values()])),
  timeout: checkPositiveDuration,
};

/**
 * Finds out why Bluetooth does not work here, and what to do about it.
 *
 * Each subscription examines anew, emits one diagnosis and completes. What is missing or forbidden is a finding, never an error: it works without koffi,
 * without Bluetooth, and in worker threads. It examines what `hciSocket()` without options would get.
 *
 * It changes nothing: it sends only commands that read, and for a stuck discovery two that the kernel always refuses. It opens sockets, and closes them. Root sees
 * more: the programs that hold a controller.
 *
 * @throws OptionError
 */
export function doctor(options: DoctorOptions = {}): Observable<Diagnosis> {
  return doctorOf(thisProcess(), options);
}

/**
 * The same of other surroundings.
 * @internal
 */
export function doctorOf(surroundings: Surroundings, options: DoctorOptions): Observable<Diagnosis> {
  const { commands, timeout = 2000 } = checkOptions(options, OPTIONS);
  return examine(surroundings, timeout).pipe(map((examination) => diagnose(examination, commands)));
}
