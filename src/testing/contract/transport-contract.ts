import type { TransportBench, TransportUnderTest } from './bench.js';
import { checkBench } from './bench.js';
import { cuts } from './cuts.js';
import { ending } from './ending.js';
import { extras } from './extras.js';
import { opening } from './opening.js';
import { receiving } from './receiving.js';
import type { Scenario } from './scenario.js';
import { sending } from './sending.js';
import { Stage } from './stage.js';
import { ContractError, Violation } from './violation.js';

/** One thing that every transport must do. */
export interface TransportScenario {
  /** What the transport does, as the name of a test: `'closes when the last subscriber leaves'`. */
  readonly name: string;
  /**
   * Tries it out, on a transport of its own. Rejects with an error that says what was expected, what happened instead, and which promise of
   * {@link Transport} that is; or with whatever the bench throws.
   */
  readonly run: () => Promise<void>;
}

const SCENARIOS: readonly Scenario[] = [...opening, ...receiving, ...sending, ...ending, ...cuts, ...extras];

async function run(bench: TransportBench, { isUnopenable = false, promise, play }: Scenario): Promise<void> {
  const { setUp, setUpUnopenable = setUp } = bench;
  const subject = await (isUnopenable ? setUpUnopenable : setUp)();
  const stage = new Stage(bench, subject);
  let failure: { readonly error: unknown } | undefined;
  try {
    await play(stage);
  } catch (error) {
    failure = {
      error: error instanceof Violation && promise !== undefined ? new ContractError(error, promise) : error,
    };
  }
  stage.end();
  try {
    await bench.tearDown?.(subject);
  } catch (error) {
    failure ??= { error };
  }
  if (failure !== undefined) throw failure.error;
}

/**
 * What {@link Transport} promises, as scenarios that a transport passes or fails: for whoever writes one. No test runner is needed; each scenario goes
 * into whatever the runner calls a test. Those that a bench has not what it takes for are left out. Time is real time.
 *
 * ```ts
 * for (const { name, run } of transportContract(bench)) it(name, run);
 * ```
 *
 */
export function transportContract<S extends TransportUnderTest>(
  bench: TransportBench<S>,
): readonly TransportScenario[] {
  const checked = checkBench(bench);
  const fitting = SCENARIOS.filter(({ needs, isUnopenable = false }) =>
    isUnopenable ? checked.setUpUnopenable !== undefined : (needs?.(checked) ?? true),
  );
  return fitting.map((scenario) => ({ name: scenario.name, run: () => run(checked, scenario) }));
}
