import type { Observable } from 'rxjs';
import { EMPTY, NEVER, catchError, concat, defer, finalize, ignoreElements, of } from 'rxjs';
import type { Mgmt } from '../mgmt/mgmt.js';
import { perClient } from '../mgmt/per-client.js';
import type { Sender } from '../mgmt/sender.js';
import { undoing } from '../mgmt/undoing.js';

interface Hold {
  users: number;
  /** Undefined: it was so before, and stays. */
  undo: Held['undo'] | undefined;
}

const holdOf = /* @__PURE__ */ perClient<string, Hold>(() => ({ users: 0, undo: undefined }));

/** What is set on a controller for a while, how, and how it is set back. */
export interface Held {
  readonly index: number;
  readonly name: string;
  /** Whether it is so already, as far as known. */
  readonly isSet: boolean;
  readonly set$: Observable<unknown>;
  readonly undo: (sender: Sender) => Observable<unknown>;
}

/**
 * Sets something for as long as this program needs it, and then back, if it was otherwise before. Emits once when it is set: whether
 * this changed it. Never completes.
 */
export function held(mgmt: Mgmt, { index, name, isSet, set$, undo }: Held): Observable<boolean> {
  return defer(() => {
    const hold = holdOf(mgmt, `${index} ${name}`);
    hold.users += 1;
    // What is being set back still looks as if it were set.
    const isOurs = hold.undo !== undefined;
    if (!isSet) hold.undo ??= undo;
    const release = (): void => {
      hold.users -= 1;
      if (hold.users > 0 || hold.undo === undefined) return;
      // The kernel gets both in this order. It may be gone with the controller.
      const done = (): void => {
        if (hold.users === 0) hold.undo = undefined;
      };
      undoing(mgmt, hold.undo)
        .pipe(
          catchError(() => EMPTY),
          finalize(done),
        )
        .subscribe();
    };
    const setting$ = isSet && !isOurs ? EMPTY : set$.pipe(ignoreElements());
    return concat(setting$, of(!isSet), NEVER).pipe(finalize(release));
  });
}
