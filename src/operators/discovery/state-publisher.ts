import { BehaviorSubject, distinctUntilChanged } from 'rxjs';
import type { Observable } from 'rxjs';
import type { StatusError } from '../../mgmt/errors.js';
import { WHY_ASLEEP, asleep, busy, whyBusy } from './failures.js';
import { kindsFor } from './kinds.js';
import type { OthersDiscovery } from './others-discovery.js';
import type { OwnDiscovery } from './own-discovery.js';
import type { Participants } from './participants.js';
import type { DiscoveryState } from './state.js';
import { IDLE, isSameState } from './state.js';

/** What the state is made of. */
export interface Situation {
  readonly index: number;
  readonly own: OwnDiscovery;
  readonly others: OthersDiscovery;
  readonly participants: Participants;
  readonly isAsleep: boolean;
  /** Whether a start was refused because of others, and none has succeeded since. */
  readonly isRefused: boolean;
}

/** Tells whoever wants to know how it is. */
export class StatePublisher {
  readonly state$: Observable<DiscoveryState>;
  readonly #states = new BehaviorSubject<DiscoveryState>(IDLE);
  /** The same error as long as it has the same reason. */
  #problem: { readonly why: string; readonly error: StatusError } | undefined;

  constructor() {
    this.state$ = this.#states.pipe(distinctUntilChanged(isSameState));
  }

  publish(situation: Situation): void {
    this.#states.next(this.#stateOf(situation));
  }

  #stateOf(situation: Situation): DiscoveryState {
    const { own, others, participants } = situation;
    const { state, discovery } = own;
    if (state === 'running' && discovery !== undefined) return { phase: 'discovering', addressTypes: discovery.kinds };
    if (state === 'stopping') return { phase: 'stopping' };
    if (participants.isEmpty) return state === 'starting' ? { phase: 'stopping' } : IDLE;
    const known = others.kinds === undefined ? {} : { addressTypes: others.kinds };
    if (participants.list.every(({ isCovered }) => isCovered)) return { phase: 'listening', ...known };
    if (!situation.isRefused) return { phase: 'starting' };
    return { phase: 'waiting', ...known, problem: this.#problemIn(situation) };
  }

  #problemIn({ index, others, participants, isAsleep }: Situation): StatusError {
    const uncovered = participants.list.filter(({ isCovered }) => !isCovered);
    const why = isAsleep ? WHY_ASLEEP : whyBusy(others, kindsFor(uncovered.flatMap(({ wish }) => wish.kinds)));
    if (this.#problem?.why !== why) this.#problem = { why, error: isAsleep ? asleep(index) : busy(index, why) };
    return this.#problem.error;
  }
}
