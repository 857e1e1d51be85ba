import type { Observable } from 'rxjs';
import { catchError, firstValueFrom, forkJoin, map, of, take, timeout } from 'rxjs';
import { controllers } from '../controllers/controllers.js';
import type { ControllerState } from '../controllers/controller-state.js';
import { isMgmtError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkBoolean, checkOptions, checkPositiveDuration } from '../protocol/options.js';
import { doctor } from '../transport/linux/doctor/doctor.js';

/** Something that is wrong. */
export interface HealthProblem {
  /** The code of a finding of `doctor`, or of an error. */
  readonly code: string;
  readonly message: string;
  /** What to do, each a step or a choice. */
  readonly advice: readonly string[];
}

/** How Bluetooth is, in the form of terminus. */
export interface BluetoothHealth {
  readonly status: 'up' | 'down';
  readonly problems: readonly HealthProblem[];
  readonly controllers: readonly { readonly index: number; readonly address: string; readonly powered: boolean }[];
}

/** What counts as healthy. */
export interface HealthOptions {
  /** Whether a controller must be switched on. Default: true. */
  readonly powered?: boolean;
  /** How long the kernel may take, in milliseconds. Default: 2000. */
  readonly timeout?: number;
}

const CHECKS: OptionChecks<HealthOptions> = { powered: checkBoolean, timeout: checkPositiveDuration };

const problemOf = (error: unknown): HealthProblem => ({
  code: isMgmtError(error) ? error.code : 'Unexpected',
  message: error instanceof Error ? error.message : String(error),
  advice: [],
});

const off = (): HealthProblem => ({
  code: 'NoneIsOn',
  message: 'No controller is there that is switched on.',
  advice: ['keep(controller, { Powered: true }) switches it on whenever it is there'],
});

/** Says whether Bluetooth works, and why it does not: for terminus, and whoever else asks. */
export class BtmgmtHealth {
  /** @internal made by {@link BtmgmtModule} */
  constructor(
    private readonly mgmt: Mgmt,
    /** Whether what this machine lacks is what the client lacks. */
    private readonly isOfThisMachine: boolean,
  ) {}

  /**
   * `health.check([() => bluetooth.check('bluetooth')])`. Down if the kernel does not answer, if no controller is on, or if `doctor` finds an
   * error; then with what to do.
   *
   * @throws OptionError if an option makes no sense
   */
  check<Key extends string>(key: Key, options: HealthOptions = {}): Promise<Record<Key, BluetoothHealth>> {
    const { powered: mustBeOn = true, timeout: patience = 2000 } = checkOptions(options, CHECKS);
    const health$ = forkJoin([this.#present(patience), this.#examined(patience)]).pipe(
      map(([{ states, problems }, examined]): BluetoothHealth => {
        const isOn = states.some(({ settings }) => settings.Powered);
        const all = [...examined, ...problems];
        if (all.length === 0 && mustBeOn && !isOn) all.push(off());
        return {
          status: all.length === 0 ? 'up' : 'down',
          problems: all,
          controllers: states.map(({ index, address, settings }) => ({ index, address, powered: settings.Powered })),
        };
      }),
    );
    return firstValueFrom(health$.pipe(map((health) => ({ [key]: health }) as Record<Key, BluetoothHealth>)));
  }

  #present(patience: number): Observable<{ states: readonly ControllerState[]; problems: HealthProblem[] }> {
    return controllers(this.mgmt).pipe(
      take(1),
      timeout({ first: patience, scheduler: this.mgmt.scheduler }),
      map((states) => ({ states, problems: [] as HealthProblem[] })),
      catchError((error: unknown) => of({ states: [], problems: [problemOf(error)] })),
    );
  }

  #examined(patience: number): Observable<HealthProblem[]> {
    if (!this.isOfThisMachine) return of([]);
    return doctor({ timeout: patience }).pipe(
      map(({ findings }) =>
        findings
          .filter(({ severity }) => severity === 'error')
          .map(({ code, message, advice }) => ({ code, message, advice })),
      ),
    );
  }
}
