/** What one test expects: each must be compared with something, and once, or the test would pass whatever happens. */
export class Expectations {
  /** Those that are not compared yet, with an error that knows the line of the test. */
  readonly #open = new Map<object, Error>();

  /** The same expectation, whose methods say that it is compared. */
  add<E extends object>(call: string, expectation: E): E {
    const error = new Error(
      `${call} was compared with nothing, so it can't fail: call toBe() on what it returns, or only subscribe() to it`,
    );
    const compared = (compare: (...args: readonly unknown[]) => unknown, ...args: readonly unknown[]): unknown => {
      if (!this.#open.delete(expectation)) {
        throw new Error(`${call} was compared twice: only the last comparison would count. Expect it again instead`);
      }
      return compare(...args);
    };
    this.#open.set(expectation, error);
    const methods = Object.entries(expectation).map(([name, compare]) => [name, compared.bind(undefined, compare)]);
    // It has methods only, and each keeps its type.
    return Object.fromEntries(methods) as E;
  }

  /** Throws if one is not compared with anything. */
  check(): void {
    for (const error of this.#open.values()) throw error;
  }
}
