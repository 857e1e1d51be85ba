import { Subscription } from 'rxjs';
import { isStatusError, isTimeoutError } from '../../mgmt/errors.js';
import type { Mgmt } from '../../mgmt/mgmt.js';
import { scheduleAfter } from '../../transport/schedule-after.js';
import type { KernelDiscovery } from './kernel-discovery.js';
import { start$ } from './kernel-discovery.js';
import { isSame } from './kinds.js';
import type { Kinds } from './kinds.js';
import { LONGEST, LONGEST_WITH_NAMES, STOPPED_SOON } from './timing.js';

export interface OwnDiscoveryListener {
  /** It runs. */
  running(discovery: KernelDiscovery): void;
  /** It has ended, not because we stopped it, after so many milliseconds; after Infinity if that must have been so long ago. */
  ended(discovery: KernelDiscovery, duration: number): void;
  /**
   * The kernel does not start it, or has not answered.
   *
   * @param wasAnnounced whether one with the same kinds has begun: if the kernel is busy it is that of another program
   */
  refused(error: unknown, discovery: KernelDiscovery, wasAnnounced: boolean): void;
  /** We have stopped it. */
  stopped(): void;
}

type State = 'none' | 'starting' | 'running' | 'stopping';

/** The discovery of the kernel that one client has started on one controller: one at a time. */
export class OwnDiscovery {
  #state: State = 'none';
  #discovery: KernelDiscovery | undefined;
  /** The start, until it is answered. */
  #start = Subscription.EMPTY;
  #stop = Subscription.EMPTY;
  #timer = Subscription.EMPTY;
  #runningSince = 0;
  #isAnnounced = false;
  /** Whether it was to be stopped before it was active. */
  #isStoppedTooEarly = false;
  /** Whether messages were lost since the start: its answer may have been among them. */
  #hasMissed = false;
  #wasLimited = false;
  #wasForeign = false;

  constructor(
    private readonly mgmt: Mgmt,
    private readonly index: number,
    private readonly listener: OwnDiscoveryListener,
  ) {}

  get state(): State {
    return this.#state;
  }

  /** The one that is being started, runs or is being stopped. */
  get discovery(): KernelDiscovery | undefined {
    return this.#state === 'none' ? undefined : this.#discovery;
  }

  /** Whether the kernel still keeps to limited discoverable devices because this was asked for last. */
  get isLimited(): boolean {
    return this.#wasLimited;
  }

  /** Whether the kernel can filter: see `widest`. */
  get canFilter(): boolean {
    return !this.#wasLimited && !this.#wasForeign;
  }

  /** Another program's has begun, which may be a limited one: the kernel does not say which. */
  foreign(): void {
    this.#wasForeign = true;
  }

  /** Starts one; there must be none. */
  begin(discovery: KernelDiscovery): void {
    // If the answer to an earlier one never came, it is of no use any more.
    this.#start.unsubscribe();
    this.#state = 'starting';
    this.#discovery = discovery;
    this.#isAnnounced = false;
    this.#hasMissed = false;
    const start = new Subscription();
    this.#start = start;
    start.add(
      start$(this.mgmt, this.index, discovery).subscribe({
        complete: () => {
          if (this.#start === start && this.#state === 'starting') this.#run(discovery);
        },
        error: (error: unknown) => {
          if (this.#start === start) this.#refused(error, discovery);
        },
      }),
    );
  }

  /** The kernel goes on with one after the system has slept. */
  resume(discovery: KernelDiscovery): void {
    this.#discovery = discovery;
    this.#isAnnounced = true;
    this.#run(discovery);
  }

  /** Stops the one that runs. One that is being started has to run first. */
  end(): void {
    if (this.#state === 'running') this.#end();
  }

  /** The kernel says that a discovery has begun or ended. Whether it was this one. */
  announced(isDiscovering: boolean, kinds: Kinds): boolean {
    if (isDiscovering) return this.#begun(kinds);
    if (this.#state === 'running') this.#over();
    else if (this.#state === 'stopping') this.#stopped();
    else return false;
    return true;
  }

  /** It can't run any more, although the kernel has not said so. */
  lost(): void {
    if (this.#state === 'running') this.#over();
  }

  /** Messages were lost. */
  missed(): void {
    this.#hasMissed = true;
  }

  /** Forgets it, because there is nothing to be stopped, or no way to do it. */
  forget(): void {
    this.#state = 'none';
    this.#start.unsubscribe();
    this.#stop.unsubscribe();
    this.#timer.unsubscribe();
  }

  #begun(kinds: Kinds): boolean {
    const { discovery } = this;
    const isThis = discovery !== undefined && isSame(discovery.kinds, kinds);
    if (isThis && this.#state === 'stopping' && !this.#isAnnounced) {
      this.#isAnnounced = true;
      if (this.#isStoppedTooEarly) this.#askToStop(discovery);
      return true;
    }
    if (isThis && this.#state === 'starting') {
      // The answer comes behind this, or is lost.
      this.#isAnnounced = true;
      this.#run(discovery);
      return true;
    }
    if (this.#state !== 'running') return false;
    if (isThis && !this.#isAnnounced) {
      this.#isAnnounced = true;
      return true;
    }
    // Another one: that this one has ended was lost on the way.
    this.#over();
    return false;
  }

  #run(discovery: KernelDiscovery): void {
    this.#state = 'running';
    this.#runningSince = this.mgmt.scheduler.now();
    this.#wasLimited = discovery.limited || (this.#wasLimited && isFiltered(discovery));
    this.#wasForeign &&= isFiltered(discovery);
    const longest = discovery.kinds.includes('BREDR') ? LONGEST_WITH_NAMES : LONGEST;
    this.#wake(longest, () => this.#over(Infinity));
    this.listener.running(discovery);
  }

  #over(duration = this.mgmt.scheduler.now() - this.#runningSince): void {
    const discovery = this.#discovery;
    this.#state = 'none';
    this.#timer.unsubscribe();
    if (discovery !== undefined) this.listener.ended(discovery, duration);
  }

  #refused(error: unknown, discovery: KernelDiscovery): void {
    const isUnanswered = isTimeoutError(error);
    // It may have begun, and been announced, all the same.
    if (this.#state === 'running' && isUnanswered) return;
    if (this.#state !== 'starting' && this.#state !== 'running') return;
    const wasAnnounced = this.#isAnnounced;
    this.#timer.unsubscribe();
    this.#state = 'none';
    if (isUnanswered) this.#end();
    // No refusal, then: whoever wants it starts it again when it is stopped.
    if (isUnanswered && this.#hasMissed) return;
    this.listener.refused(error, discovery, wasAnnounced);
  }

  #end(): void {
    const { discovery = this.#discovery } = this;
    if (discovery === undefined) return;
    this.#state = 'stopping';
    this.#wake(STOPPED_SOON, () => this.#stopped());
    this.#askToStop(discovery);
  }

  #askToStop({ kinds }: KernelDiscovery): void {
    this.#isStoppedTooEarly = false;
    const stop = new Subscription();
    this.#stop = stop;
    stop.add(
      this.mgmt.command$('StopDiscovery', this.index, kinds).subscribe({
        error: (error: unknown) => {
          if (this.#stop !== stop || this.#state !== 'stopping') return;
          // Linux up to 6.1 answers a start right before it is active (start_discovery_complete in net/bluetooth/mgmt.c), and announces that.
          if (isStatusError(error, 'Rejected') && !this.#isAnnounced) this.#isStoppedTooEarly = true;
          // There is nothing to stop any more, or no way to do it; then the kernel ends the discovery by itself.
          else this.#stopped();
        },
      }),
    );
  }

  #stopped(): void {
    this.#state = 'none';
    this.#timer.unsubscribe();
    this.#stop.unsubscribe();
    this.listener.stopped();
  }

  #wake(delay: number, work: () => void): void {
    this.#timer.unsubscribe();
    this.#timer = scheduleAfter(this.mgmt.scheduler, work, delay);
  }
}

/** Whether it is started as one for services, which keeps `limited` as it was. */
const isFiltered = ({ rssiThreshold, uuids }: KernelDiscovery): boolean =>
  rssiThreshold !== undefined || uuids !== undefined;
