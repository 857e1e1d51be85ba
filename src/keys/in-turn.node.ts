/** Things that are done one after the other, for each name by itself. */
class Queues {
  readonly #last = new Map<string, Promise<unknown>>();

  take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const done = before.then(work, work);
    this.#last.set(name, done);
    const forget = (): void => {
      if (this.#last.get(name) === done) this.#last.delete(name);
    };
    done.then(forget, forget);
    return done;
  }
}

const asked = new Queues();
const files = new Queues();

/**
 * Does things with the same file one after the other, whoever in this process asks for them; and in the order in which they were asked for, if
 * they name it in the same way: finding the file takes now longer, now shorter.
 */
export function inTurn<T>(name: string, find: () => Promise<string>, work: (file: string) => Promise<T>): Promise<T> {
  return asked.take(name, async () => {
    const file = await find();
    return files.take(file, () => work(file));
  });
}
