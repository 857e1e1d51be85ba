import type { Observable } from 'rxjs';
import {
  EMPTY,
  Subject,
  catchError,
  concat,
  defer,
  filter,
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  of,
  startWith,
  switchMap,
  take,
  takeUntil,
  throwError,
} from 'rxjs';
import type { ControllerState, Peer } from '../controllers/controller-state.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { forController } from '../operators/for-controller.js';
import { ofEvent } from '../operators/of-event.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { after } from '../transport/schedule-after.js';
import type { Agent } from './agent.js';
import { agentOf } from './agent.js';
import type { Course } from './failures.js';
import { explained } from './failures.js';
import { Keys } from './keys.js';
import type { PairPlan } from './options.js';
import { acceptJustWorks } from './policies.js';
import { prepare } from './prepare.js';
import type { PairedStep, PairingStep } from './steps.js';
import type { PairingKey } from './strength.js';
import { strengthOf } from './strength.js';

/** Over BR/EDR keys may come after the answer, those for LE that are made of them a moment later. In milliseconds. */
const LATE_KEYS = 2000;

const NEWS = [
  'DeviceConnected',
  'DeviceDisconnected',
  'NewConnectionParameter',
  'NewLinkKey',
  'NewLongTermKey',
  'NewIdentityResolvingKey',
  'NewSignatureResolvingKey',
] as const;
type News = MgmtEvent<(typeof NEWS)[number]>;

const keyStep = (key: PairingKey): PairingStep => ({ step: 'key', key, strength: strengthOf(key) });

/** One pairing, from Pair Device to its last key. */
class Attempt {
  readonly #course: Course;
  readonly #keys: Keys;
  /** Something was heard of it. */
  readonly #news = new Subject<void>();
  #isOver = false;

  constructor(
    private readonly mgmt: Mgmt,
    private readonly state: ControllerState,
    private readonly plan: PairPlan,
    private readonly agent: Agent,
  ) {
    const { peer, policy } = plan;
    const asks = policy !== undefined || agent.listeners > 0;
    const ioCapability = plan.ioCapability ?? (asks ? 'KeyboardDisplay' : 'NoInputNoOutput');
    const isConnected = state.connections?.some(({ address }) => address === peer.address) === true;
    this.#course = { peer, ioCapability, isConnected, question: undefined };
    this.#keys = new Keys(peer);
  }

  /** What the kernel tells of it, the answers, and the command itself. */
  steps(): Observable<PairingStep> {
    const { mgmt, state } = this;
    const heard$ = mgmt.events$.pipe(
      forController(state.index),
      ofEvent(...NEWS),
      mergeMap((event) => this.#heard(event)),
    );
    return merge(heard$, this.#questions(), this.#pairing());
  }

  /** Who waits for the last key is told of it after its step. */
  #heard(event: News): Observable<PairingStep> {
    const told$ = defer(() => {
      this.#news.next();
      return EMPTY;
    });
    return concat(from(this.#stepsOf(event)), told$);
  }

  #stepsOf(event: News): readonly PairingStep[] {
    switch (event.event) {
      case 'DeviceConnected':
        if (!this.#keys.isAbout(event.address)) return [];
        this.#course.isConnected = true;
        return [{ step: 'connected', peer: { address: event.address, addressType: event.addressType } }];
      case 'DeviceDisconnected':
        this.#isOver ||= this.#keys.isAbout(event.address);
        return [];
      case 'NewConnectionParameter':
        return this.#keys.isAbout(event.address) ? [{ step: 'parameters', parameters: event }] : [];
      default:
        return this.#keys.add(event).map(keyStep);
    }
  }

  /** Pairing was asked for, so Just Works is agreed to, unless there is a user to be asked. */
  #questions(): Observable<PairingStep> {
    const { agent, plan } = this;
    return agent.requests$.pipe(
      filter(({ address }) => this.#keys.isAbout(address)),
      mergeMap((request) => {
        this.#course.question = request;
        const answered$ = defer(() => {
          if (plan.policy !== undefined) plan.policy(request);
          else if (agent.listeners === 0) acceptJustWorks(request);
          return request.ended$.pipe(ignoreElements());
        });
        return concat(of({ step: 'asked', kind: request.kind } as const), answered$);
      }),
    );
  }

  #pairing(): Observable<PairingStep> {
    const { mgmt, plan, state } = this;
    const { ioCapability, peer } = this.#course;
    const { timeout } = plan;
    const paired$ = mgmt.commandWith$('PairDevice', state.index, { ...peer, ioCapability }, { timeout }).pipe(
      catchError((error: unknown) => throwError(() => explained(error, this.#course))),
      switchMap((identity) => this.#paired({ address: identity.address, addressType: identity.addressType })),
    );
    return concat(of({ step: 'pairing', peer, ioCapability } as const), paired$);
  }

  #paired(peer: Peer): Observable<PairingStep> {
    const keys = this.#keys;
    const last = (): PairedStep => {
      const main = keys.main(peer);
      const strength = main && strengthOf(main);
      return { step: 'paired', peer, strength, bonded: main?.storeHint === true, keys: [...keys.found] };
    };
    const late$ = this.#news.pipe(
      startWith(undefined),
      filter(() => this.#isOver || this.#hasAll(peer)),
      take(1),
      takeUntil(after(LATE_KEYS, this.mgmt.scheduler)),
      ignoreElements(),
    );
    return concat(
      from(keys.identify(peer)).pipe(map(keyStep)),
      late$,
      defer(() => of(last())),
    );
  }

  /** Over LE the kernel tells of all keys before it answers. */
  #hasAll(peer: Peer): boolean {
    if (peer.addressType !== 'BREDR') return true;
    const link = this.#keys.main(peer);
    if (link === undefined) return false;
    const makesKeysForBoth = strengthOf(link)?.secureConnections === true && this.state.settings.LowEnergy;
    return !makesKeysForBoth || this.#keys.found.some(({ event }) => event === 'NewLongTermKey');
  }
}

/** Pairs on a controller that is ready for it. The last step is `'paired'`. */
export function attempt(mgmt: Mgmt, state: ControllerState, plan: PairPlan): Observable<PairingStep> {
  return prepare(mgmt, state, plan.settings).pipe(
    switchMap((settings) => {
      const steps$ = defer(() => new Attempt(mgmt, state, plan, agentOf(mgmt, state.index)).steps());
      return concat(of({ step: 'prepared', settings } as const), steps$);
    }),
  );
}
