import type { Observable } from 'rxjs';
import { EMPTY, concat, defer, finalize, from, ignoreElements, merge, mergeMap, of, share, tap } from 'rxjs';
import type { Mgmt } from '../mgmt/mgmt.js';
import { perClient } from '../mgmt/per-client.js';
import { forController } from '../operators/for-controller.js';
import { ofEvent } from '../operators/of-event.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { Confirm, Display, JustWorks, Passkey, Pin } from './question.js';

const QUESTIONS = ['PINCodeRequest', 'UserConfirmationRequest', 'UserPasskeyRequest', 'PasskeyNotify'] as const;
export type AnyQuestion = Pin | Confirm | JustWorks | Passkey | Display;

function questionOf(mgmt: Mgmt, event: MgmtEvent<(typeof QUESTIONS)[number]>): AnyQuestion {
  switch (event.event) {
    case 'PINCodeRequest':
      return new Pin(mgmt, event);
    case 'UserConfirmationRequest':
      return event.confirmHint === 1 ? new JustWorks(mgmt, event) : new Confirm(mgmt, event);
    case 'UserPasskeyRequest':
      return new Passkey(mgmt, event);
    case 'PasskeyNotify':
      return new Display(mgmt, event);
  }
}

/** The questions of one controller: the same objects for all who look, so that one answer is enough. */
export class Agent {
  /** How many subscribers of `pairingRequests` there are. */
  listeners = 0;
  /** Those that are open, then all that come. */
  readonly requests$: Observable<AnyQuestion>;
  readonly #open = new Map<string, AnyQuestion>();

  constructor(
    private readonly mgmt: Mgmt,
    index: number,
  ) {
    const asked$ = mgmt.events$.pipe(
      forController(index),
      ofEvent(...QUESTIONS),
      mergeMap((event) => this.#asked(event)),
      finalize(() => this.#open.clear()),
      share(),
    );
    this.requests$ = defer(() => merge(from([...this.#open.values()].filter(({ isOpen }) => isOpen)), asked$));
  }

  /** The question, unless it is known; stays subscribed to its end. */
  #asked(event: MgmtEvent<(typeof QUESTIONS)[number]>): Observable<AnyQuestion> {
    const last = this.#open.get(event.address);
    if (event.event === 'PasskeyNotify' && last?.kind === 'display' && last.takes(event)) return EMPTY;
    if (last?.isOpen === true) last.end({ end: 'replaced' });
    const question = questionOf(this.mgmt, event);
    this.#open.set(event.address, question);
    const forget = (): void => {
      if (this.#open.get(event.address) === question) this.#open.delete(event.address);
    };
    return concat(of(question), question.ended$.pipe(tap(forget), ignoreElements()));
  }
}

/** The one agent of a controller. */
export const agentOf = /* @__PURE__ */ perClient((mgmt, index: number) => new Agent(mgmt, index));
