import type { Observable } from 'rxjs';
import { concat, throwError } from 'rxjs';
import type { Controller } from './controller.js';
import type { ControllerState } from './controller-state.js';
import { cutShort } from '../mgmt/ends.js';

/**
 * The state of a controller for work that goes on as long as it is subscribed to. It completes when the client is closed or the transport ends, which
 * is no end of such work: without an error it would wait for ever for what can't come, and keep its timers until then.
 */
export const lastingState = ({ state$ }: Controller): Observable<ControllerState | undefined> =>
  concat(state$, throwError(cutShort));
