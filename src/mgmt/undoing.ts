import type { Observable } from 'rxjs';
import { defer, finalize } from 'rxjs';
import type { Sender } from './sender.js';

/** What a client has for what undoes something. */
interface Undoer {
  /** Sends also while the client is being closed. */
  readonly sender: Sender;
  /** Keeps the connection open, until the function is called that it returns. */
  hold(): () => void;
}

const undoers = new WeakMap<Sender, Undoer>();

/** Tells how something is undone for a client. */
export const setUndoer = (client: Sender, undoer: Undoer): void => void undoers.set(client, undoer);

/**
 * Undoes what a workflow has put into the kernel, and what would stay there: an advertisement, a monitor. Also if the client is being closed, which
 * waits for it: all that fails then is what anybody else wants of it.
 *
 * @param work must end, and use no other commands than those of what it is given
 */
export function undoing<T>(client: Sender, work: (sender: Sender) => Observable<T>): Observable<T> {
  return defer(() => {
    const undoer = undoers.get(client);
    // A client of another copy of this library.
    if (undoer === undefined) return work(client);
    const release = undoer.hold();
    return defer(() => work(undoer.sender)).pipe(finalize(release));
  });
}
