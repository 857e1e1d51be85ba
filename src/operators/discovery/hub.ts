import { Subscription } from 'rxjs';
import type { Observable } from 'rxjs';
import { isStatusError, isTransportError } from '../../mgmt/errors.js';
import type { Mgmt } from '../../mgmt/mgmt.js';
import { confirmName, isRunning } from './commands.js';
import { asleep, busy, gone, switchedOff, whyBusy } from './failures.js';
import { FoundDevices } from './found-devices.js';
import type { KernelDiscovery } from './kernel-discovery.js';
import { serves } from './kernel-discovery.js';
import type { Kinds } from './kinds.js';
import { isSame, known } from './kinds.js';
import { listen } from './listen.js';
import { OthersDiscovery } from './others-discovery.js';
import { OwnDiscovery } from './own-discovery.js';
import type { Participant } from './participant.js';
import { Participants } from './participants.js';
import { Payloads } from './payloads.js';
import { Report } from './report.js';
import type { FoundDevice } from './report.js';
import { Restarts } from './restarts.js';
import { Retry, intervalBefore } from './retry.js';
import { Starters } from './starters.js';
import { StatePublisher } from './state-publisher.js';
import type { DiscoveryState } from './state.js';
import * as timing from './timing.js';

/**
 * Those who discover on one controller with one client. The kernel has one discovery a controller, so they share it: it looks for what
 * all of them want, and each gets what it asked for.
 */
export class DiscoveryHub {
  readonly #participants = new Participants();
  readonly #starters = new Starters(this.#participants);
  readonly #own: OwnDiscovery;
  readonly #others: OthersDiscovery;
  readonly #payloads = new Payloads();
  readonly #found: FoundDevices;
  readonly #restarts = new Restarts();
  readonly #retry: Retry;
  readonly #publisher = new StatePublisher();
  #connection: Subscription | undefined;
  /** How often a start was refused because of others, in a row. */
  #refusals = 0;
  #isAsleep = false;

  constructor(
    private readonly mgmt: Mgmt,
    private readonly index: number,
  ) {
    this.#found = new FoundDevices(index, this.#payloads);
    this.#others = new OthersDiscovery(mgmt.scheduler);
    this.#retry = new Retry(mgmt.scheduler, () => this.#try());
    this.#own = new OwnDiscovery(mgmt, index, {
      running: (discovery) => this.#running(discovery),
      ended: (discovery, duration) => this.#ended(discovery, duration),
      refused: (error, discovery, wasAnnounced) => this.#refused(error, discovery, wasAnnounced),
      stopped: () => this.#proceed(),
    });
  }

  get state$(): Observable<DiscoveryState> {
    return this.#publisher.state$;
  }

  /** Whether the kernel still leaves out what is not in limited discoverable mode, for monitors, too: see `widest`. */
  get isLimited(): boolean {
    return this.#own.isLimited;
  }

  /** One more discovers. */
  join(participant: Participant): void {
    this.#participants.add(participant);
    if (this.#connection === undefined) this.#connect();
    for (const report of this.#found.all) participant.offer(report);
    this.#proceed();
  }

  leave(participant: Participant): void {
    if (this.#participants.remove(participant)) this.#proceed();
  }

  /** One has had as much as a discovery takes. If it is the one that began for it, its end is near, or it asks for names. */
  fulfil(participant: Participant): void {
    if (this.#own.state === 'running' && participant.own === this.#own.discovery) return;
    this.#participants.complete([participant]);
    this.#proceed();
  }

  #fail(those: readonly Participant[], errorFor: (participant: Participant) => unknown): void {
    this.#participants.fail(those, errorFor);
    this.#proceed();
  }

  #connect(): void {
    this.#connection = new Subscription();
    this.#connection.add(
      listen(this.mgmt, this.index, {
        found: (device) => this.#reported(device),
        announced: (isDiscovering, kinds) => this.#announced(isDiscovering, kinds),
        switchedOff: () => this.#switchedOff(),
        suspended: () => this.#suspended(),
        resumed: () => this.#resumed(),
        gone: () => this.#gone(),
        lost: () => this.#verify(),
        disconnected: (error) => this.#disconnected(error),
      }),
    );
  }

  #disconnected(error: unknown): void {
    this.#release();
    this.#fail(this.#participants.list, () => error);
  }

  #release(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#own.forget();
    this.#retry.cancel();
    this.#found.clear();
    this.#others.forget();
    this.#refusals = 0;
    this.#restarts.clear();
    this.#isAsleep = false;
    this.#starters.clear();
    connection?.unsubscribe();
  }

  #reported(device: FoundDevice): void {
    const isOwn = this.#own.state === 'running';
    if (!isOwn && known([device.addressType]).some((type) => this.#others.found(type))) this.#proceed();
    const report = new Report(device, this.mgmt.scheduler.now(), this.#payloads);
    if (isOwn || this.#others.runs === true) this.#found.add(report);
    let isNameWanted = false;
    for (const participant of this.#participants.list) {
      if (participant.offer(report) && participant.wish.resolveNames) isNameWanted = true;
    }
    if (isOwn && isNameWanted && device.flags.ConfirmName) {
      this.#connection?.add(confirmName(this.mgmt, device).subscribe());
    }
  }

  #announced(isDiscovering: boolean, kinds: Kinds): void {
    const cut = isDiscovering && this.#isAsleep && this.#own.state === 'none' ? this.#restarts.cut : undefined;
    if (cut !== undefined && isSame(cut.kinds, kinds)) {
      this.#retry.cancel();
      return this.#own.resume(cut);
    }
    if (this.#own.announced(isDiscovering, kinds)) return;
    this.#found.clear();
    if (isDiscovering) {
      this.#others.begun(kinds);
      this.#own.foreign();
      this.#proceed();
    } else {
      this.#others.ended();
      this.#try(this.#restarts.othersEnded(this.#participants.isUrgent));
    }
  }

  /** Old news if it is on again: the kernel says so when it is asked. */
  #switchedOff(): void {
    this.#others.forget();
    this.#own.lost();
    this.#try();
  }

  #suspended(): void {
    this.#isAsleep = true;
    // If one is being started the answer says whether it was paused.
    if (this.#own.state === 'none') this.#failAsleep();
  }

  #failAsleep(): void {
    const waiting = this.#participants.list.filter(({ wish, isCovered }) => !wish.continuous && !isCovered);
    this.#fail(waiting, () => asleep(this.index));
  }

  #resumed(): void {
    this.#isAsleep = false;
    this.#try();
  }

  #gone(): void {
    this.#own.forget();
    this.#fail(this.#participants.list, () => gone(this.index));
  }

  #running(discovery: KernelDiscovery): void {
    this.#others.forget();
    this.#found.clear();
    this.#refusals = 0;
    this.#restarts.running();
    for (const participant of this.#participants.list) participant.begin();
    const { unserved, error } = this.#starters.started(discovery);
    this.#fail(unserved, () => error);
  }

  #ended(discovery: KernelDiscovery, duration: number): void {
    this.#found.clear();
    const isUrgent = this.#participants.list.some((each) => !each.wish.continuous && !each.hasEnough(discovery));
    const delay = this.#restarts.ended(discovery, duration, isUrgent);
    if (delay > 0) this.#retry.after(delay);
    this.#participants.complete(this.#participants.list.filter((each) => each.hasEnough(discovery)));
    this.#proceed();
  }

  #refused(error: unknown, discovery: KernelDiscovery, wasAnnounced: boolean): void {
    if (isStatusError(error, 'Busy')) return this.#busy(wasAnnounced ? discovery.kinds : undefined);
    if (isTransportError(error, 'ENOMEM', 'ENOBUFS')) return this.#tryLater(() => error);
    // Interrupted by what switches it off, as a rule (hci_cmd_sync_cancel_sync in hci_sync.c); the answer to the next start says so.
    if (isStatusError(error, 'Failed') && this.#restarts.areAtOnce) return this.#ended(discovery, 0);
    const isSwitchedOff = isStatusError(error, 'NotPowered');
    this.#fail(this.#starters.refused(error, discovery), ({ wasCovered }) =>
      isSwitchedOff && wasCovered ? switchedOff(this.index) : error,
    );
  }

  /** @param announced the kinds of the discovery that has begun instead of ours, if that is known */
  #busy(announced: Kinds | undefined): void {
    this.#own.foreign();
    if (announced !== undefined) this.#others.begun(announced);
    if (!this.#isAsleep && !this.#others.isAnnounced) this.#connection?.add(this.#ask().subscribe());
    this.#tryLater(({ wish }) => busy(this.index, whyBusy(this.#others, wish.kinds)));
    if (this.#isAsleep) this.#failAsleep();
  }

  /** Because others discover, or because there is no room for an answer among what we have not read yet. */
  #tryLater(errorFor: (participant: Participant) => unknown): void {
    this.#refusals++;
    const { list } = this.#participants;
    const isListening = list.every(({ wish }) => this.#others.finds(wish.kinds));
    this.#retry.after(isListening ? timing.LISTENING_INTERVAL : intervalBefore(this.#refusals));
    const patience = this.#others.isMissed ? timing.PATIENCE_WITHOUT_DISCOVERY : timing.PATIENCE_WITH_OTHERS;
    if (!this.#isAsleep)
      this.#fail(
        list.filter((each) => each.hasWaited(patience)),
        errorFor,
      );
  }

  /** Asks whether any program discovers. */
  #ask(): Observable<never> {
    return isRunning(this.mgmt, this.index, (runs) => {
      // What was announced meanwhile is newer.
      if (this.#own.state === 'running' || this.#others.isAnnounced) return;
      this.#others.told(runs);
      this.#proceed();
    });
  }

  /** After a loss: the end of a discovery may have been among what was lost. */
  #verify(): Observable<never> {
    const { discovery } = this.#own;
    this.#own.missed();
    return isRunning(this.mgmt, this.index, (runs) => {
      if (runs === false && this.#own.discovery === discovery) this.#own.lost();
    });
  }

  /** At once, or after so many milliseconds. */
  #try(delay = 0): void {
    if (delay > 0) this.#retry.after(delay);
    else this.#retry.cancel();
    this.#proceed();
  }

  /** Does what is to be done next, whatever has changed. */
  #proceed(): void {
    const { list, isEmpty } = this.#participants;
    for (const participant of list) participant.cover(this.#isServed(participant));
    const { state } = this.#own;
    if (isEmpty) this.#windDown();
    else if (state === 'none' && !this.#retry.isPending) this.#own.begin(this.#starters.discovery(this.#own.canFilter));
    else if (state === 'running' && !list.every(({ isCovered }) => isCovered)) this.#own.end();
    this.#publisher.publish({
      index: this.index,
      own: this.#own,
      others: this.#others,
      participants: this.#participants,
      isAsleep: this.#isAsleep,
      isRefused: this.#refusals > 0,
    });
  }

  #isServed({ wish }: Participant): boolean {
    const { discovery, state } = this.#own;
    if (state === 'running' && discovery !== undefined) return serves(discovery, wish);
    return state !== 'stopping' && this.#others.finds(wish.kinds);
  }

  #windDown(): void {
    this.#retry.cancel();
    // Who comes from now on gets a discovery of its own.
    this.#found.clear();
    this.#own.end();
    if (this.#own.state === 'none' && this.#connection !== undefined) this.#release();
  }
}
