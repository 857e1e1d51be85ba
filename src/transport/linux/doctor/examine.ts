import { catchError, defer, map, type Observable, of } from 'rxjs';
import { TransportError } from '../../errors.js';
import { openSocket } from '../open-socket.js';
import { checkSocketOptions } from '../options.js';
import type { Examination } from './examination.js';
import { hciPrograms } from './hci-programs.js';
import { interrogate, type Management } from './interrogation.js';
import { processFacts } from './process-facts.js';
import { Silence, withQuestions } from './questions.js';
import { isInterfaceUp } from './interface-state.js';
import type { Surroundings } from './surroundings.js';

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;

type Opening = Pick<Examination, 'failure' | 'receiveBuffer'>;

/** What comes of opening a socket as `hciSocket` does. It is closed again. */
function tryToOpen({ system }: Surroundings): Opening {
  try {
    const { libc } = system();
    const fd = openSocket(libc, checkSocketOptions({}));
    const size = new Uint32Array(1);
    libc.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, size);
    libc.close(fd);
    return { failure: undefined, receiveBuffer: size[0] };
  } catch (error) {
    if (error instanceof TransportError) return { failure: error, receiveBuffer: undefined };
    throw error;
  }
}

type Told = Pick<Examination, 'failure' | 'management' | 'unanswered'>;

function told(management: Management | undefined, failure?: TransportError, silence?: Silence): Told {
  return { management, failure, unanswered: silence && { command: silence.command, index: silence.index } };
}

/** What the kernel tells, if it can be asked. */
function askKernel(surroundings: Surroundings, timeout: number): Observable<Told> {
  const { transport, scheduler } = surroundings;
  return withQuestions(transport(), timeout, scheduler, (ask) => interrogate(ask, scheduler)).pipe(
    map((management) => told(management)),
    catchError((error: unknown) => {
      if (error instanceof Silence) return of(told(undefined, undefined, error));
      if (error instanceof TransportError) return of(told(undefined, error));
      throw error;
    }),
  );
}

/** Those that are devices, by index. Others in the folder are connections, such as `hci0:64`. */
function devicesIn(folder: readonly string[]): number[] {
  return folder
    .filter((name) => /^hci\d+$/.test(name))
    .map((name) => Number(name.slice('hci'.length)))
    .sort((a, b) => a - b);
}

/** Looks at all there is to see. Never errors for what may be missing or forbidden: that is what is looked for. */
export function examine(surroundings: Surroundings, timeout: number): Observable<Examination> {
  return defer(() => {
    const { platform, arch, kernel, node, execPath, list, isMainThread } = surroundings;
    const opening = tryToOpen(surroundings);
    const answers$ =
      opening.failure === undefined && isMainThread
        ? askKernel(surroundings, timeout)
        : of(told(undefined, opening.failure));
    return answers$.pipe(
      map((answers) => {
        const devices = devicesIn(list('/sys/class/bluetooth'));
        const known = answers.management && [...answers.management.controllers, ...answers.management.unconfigured];
        const hidden =
          known === undefined ? [] : devices.filter((device) => known.every(({ index }) => index !== device));
        return {
          ...{ platform, arch, kernel, node, execPath, isMainThread },
          ...answers,
          receiveBuffer: opening.receiveBuffer,
          hasMusl: list('/lib').some((name) => name.startsWith('ld-musl-')),
          process: processFacts(surroundings),
          hasBluetooth: list('/sys/module/bluetooth').length > 0,
          devices,
          hidden: hidden.map((index) => ({ index, isUp: isInterfaceUp(surroundings.system().libc, index) })),
          switches: surroundings.rfkill(),
          bluetoothd: surroundings.bluetoothd(),
          programs: hidden.length === 0 ? [] : hciPrograms(surroundings),
        };
      }),
    );
  });
}
