const last = new Map<string, Promise<unknown>>();

/** Does things with the same file one after the other, whoever in this process asks for them. */
export function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(path) ?? Promise.resolve();
  const done = before.then(work, work);
  last.set(path, done);
  const forget = (): void => {
    if (last.get(path) === done) last.delete(path);
  };
  done.then(forget, forget);
  return done;
}
