import { parseArgs } from 'node:util';
import type { Observable } from 'rxjs';
import { finalize, fromEvent, merge, take, takeUntil, tap } from 'rxjs';
import { Mgmt, isTransportError } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';

/** The longest that a timer can be set to, in milliseconds. */
const FOR_EVER = 2 ** 31 - 1;

/**
 * Runs an example, and prints what it emits: on the controllers of this machine, or with `--simulated` on a simulated kernel.
 * Ctrl-C unsubscribes, so that whatever the example has started is stopped; then the process ends by itself.
 *
 * @param example gets the client, and the arguments; what it throws is said as usage
 * @param devices around, beside others, on the simulated kernel
 */
export function runExample(
  example: (mgmt: Mgmt, args: readonly string[]) => Observable<string>,
  devices: readonly DeviceOptions[] = [],
): void {
  orUsage(() => {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { simulated: { type: 'boolean' } } });
    const transport = values.simulated
      ? createSimulator({ devices: [...neighbourhood(), ...devices] }).transport()
      : hciSocket();
    const lines$ = example(new Mgmt(transport), positionals);
    if (values.simulated) console.log('Simulated kernel, simulated devices: as you asked for.');
    // As an open socket does; nothing of the simulated kernel holds the process.
    const awake = setInterval(() => undefined, FOR_EVER);
    lines$
      .pipe(
        takeUntil(interrupted()),
        finalize(() => clearInterval(awake)),
      )
      .subscribe({
        next: (line) => console.log(line),
        error: (error: Error) => {
          console.error(error.message);
          if (isTransportError(error)) console.error('Without Bluetooth: --simulated');
          process.exitCode = 1;
        },
      });
  });
}

/** The index of a controller from an argument such as `0` or `hci0`. */
export function controllerIndex(text = '0'): number {
  const [, digits] = /^(?:hci)?(\d+)$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`'${text}' is no controller: give its number, such as 0 for hci0.`);
  return Number(digits);
}

/** If a call throws, that is said, and the process ends with the exit code of wrong usage. */
function orUsage(call: () => void): void {
  try {
    call();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

/** How often it comes within this time, in milliseconds, it is one Ctrl-C: npm passes on what the terminal has sent already. */
const ONE_INTERRUPT = 500;

/** Ctrl-C, or a polite kill. The next one ends the process at once, should stopping take too long. */
function interrupted(): Observable<unknown> {
  const signals$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));
  const ignoreEcho = (): void => {
    const echo = signals$.subscribe();
    setTimeout(() => echo.unsubscribe(), ONE_INTERRUPT).unref();
  };
  return signals$.pipe(take(1), tap(ignoreEcho));
}
