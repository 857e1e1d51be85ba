/** What a call gives; `undefined` if it throws: of files that come and go, missing and forbidden ones are all the same. */
export function unlessFailed<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
