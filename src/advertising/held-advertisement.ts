import { EMPTY, Observable, Subscription, concat, defer, finalize, switchMap } from 'rxjs';
import type { Subscriber } from 'rxjs';
import type { Place } from './add.js';
import { add, checkPhy, flagsFor, replace } from './add.js';
import type { Compiled } from './content.js';
import { ownNumbers } from './numbers.js';
import type { Plan } from './options.js';
import { removeAdvertisement } from './remove.js';
import { checkSize } from './room.js';
import type { AdvertisingOn, AdvertisingState } from './state.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { sentBeside } from '../mgmt/sent-beside.js';
import { undoing } from '../mgmt/undoing.js';
import { sameBytes } from '../protocol/bytes.js';

/** What the kernel tells other programs of, when it has done it. */
const ADDING = ['AddAdvertising', 'AddExtendedAdvertisingData'] as const;

/** The advertisement in the kernel, and its flags, which it can't change in place. */
interface Held {
  readonly on: AdvertisingOn;
  readonly place: Place;
  readonly flags: string;
}

/** What subscribers get: they may do what they like with the bytes, which are compared with others, and advertised again. */
const told = ({ advData, scanRsp, ...on }: AdvertisingOn): AdvertisingOn => ({
  ...on,
  advData: advData.slice(),
  scanRsp: scanRsp.slice(),
});

/** Whether it is answered belongs to its parameters, too. */
const keyOf = (plan: Plan, content: Compiled): string =>
  JSON.stringify([flagsFor(plan, content), content.scanResponse.bytes.length > 0]);

/** One advertisement in the kernel. What was begun is finished, also when it is not wanted any more: then it is removed. */
class Holder {
  readonly #events = new Subscription();
  /** Which numbers others have added since this one was looked for. */
  readonly #others = new Set<number>();
  /** Whether the kernel tells of what was put as it tells of others. */
  #hearsItself = false;
  #wanted: Compiled | undefined;
  /** The last that was put. */
  #content: Compiled | undefined;
  /** The number, from when it is looked for until it is removed. */
  #number: number | undefined;
  #held: Held | undefined;
  #isAdded = false;
  /** Whether the setting Advertising is on. */
  #isHidden = false;
  #isBusy = false;
  #hasLeft = false;
  #isLost = false;

  constructor(
    private readonly mgmt: Mgmt,
    private readonly index: number,
    private readonly plan: Plan,
    private readonly subscriber: Subscriber<AdvertisingState>,
  ) {
    const added$ = mgmt.event$('AdvertisingAdded', index);
    const removed$ = mgmt.event$('AdvertisingRemoved', index);
    this.#events.add(added$.subscribe(({ instance }) => this.#others.add(instance)));
    this.#events.add(removed$.subscribe(({ instance }) => this.#removed(instance)));
    this.#events.add(mgmt.event$('IndexRemoved', index).subscribe(() => this.#gone()));
  }

  advertise(content: Compiled): void {
    this.#wanted = content;
    this.#step();
  }

  /**
   * What is added while the setting Advertising is on is not sent, and when it is switched off, not all is sent that was before (set_advertising_complete in
   * net/bluetooth/mgmt.c). So this waits, and begins anew. What is there is left: to remove it would keep the setting from being
   * switched off (hci_cc_le_set_ext_adv_enable in net/bluetooth/hci_event.c).
   */
  hide(isHidden: boolean): void {
    const before = this.#isHidden;
    this.#isHidden = isHidden;
    if (isHidden) {
      // A controller that can do extended advertising goes on sending what it sends.
      if (this.#held?.place.features.supportedFlags.Secondary1M === true) return;
      this.subscriber.next({ state: 'Paused', reason: 'SetAdvertising' });
    } else if (before) {
      this.#wanted ??= this.#content;
      if (this.#held !== undefined) this.#held = { ...this.#held, flags: 'none any more' };
      this.#step();
    }
  }

  leave(): void {
    this.#hasLeft = true;
    if (!this.#isBusy) this.#remove();
  }

  get #hasOthers(): boolean {
    return !this.#hearsItself && this.#number !== undefined && this.#others.has(this.#number);
  }

  #step(): void {
    const content = this.#wanted;
    if (this.#isBusy || this.#isLost || this.#isHidden || content === undefined) return;
    this.#wanted = undefined;
    this.#content = content;
    const flags = keyOf(this.plan, content);
    const { advertisement, scanResponse } = content;
    const { on, flags: before } = this.#held ?? {};
    const isThere =
      before === flags && sameBytes(on!.advData, advertisement.bytes) && sameBytes(on!.scanRsp, scanResponse.bytes);
    if (isThere) return;
    this.#isBusy = true;
    ownNumbers(this.mgmt, this.index)
      .turns.take(defer(() => this.#put(content, flags)))
      .subscribe({
        next: (held) => (this.#held = held),
        error: (error: unknown) => {
          // What is there in spite of the error is another program's.
          if (this.#held === undefined && this.#hasOthers) this.#isAdded = false;
          this.#remove(() => this.subscriber.error(error));
        },
        complete: () => this.#done(),
      });
  }

  #done(): void {
    this.#isBusy = false;
    // Another program chose the same number at the same time. The kernel tells only the one that came second, and replaced it: who does not
    // know of it is told that it was removed, and can add it again.
    if (this.#hasOthers) this.#isLost = true;
    if (this.#hasLeft || this.#isLost) return this.#remove(() => this.subscriber.complete());
    if (this.#held !== undefined) this.subscriber.next(told(this.#held.on));
    this.#step();
  }

  #put(content: Compiled, flags: string): Observable<Held> {
    this.#others.clear();
    this.#hearsItself = false;
    const held = this.#held;
    const place$ = held === undefined ? this.#find() : [held.place];
    const beside = sentBeside(this.mgmt, this.index, ADDING).subscribe({
      next: () => (this.#hearsItself = true),
      // Commands tell of it.
      error: () => undefined,
    });
    return defer(() => place$).pipe(
      switchMap((place) => {
        const { mgmt, index, instance, features } = place;
        const size$ = checkSize(mgmt, [index, instance], features, content, flagsFor(this.plan, content));
        return concat(size$, this.#change(held, place, content, flags));
      }),
      finalize(() => beside.unsubscribe()),
    );
  }

  #find(): Observable<Place> {
    const { mgmt, index, plan } = this;
    return mgmt.command$('ReadAdvertisingFeatures', index).pipe(
      switchMap((features) => {
        checkPhy({ mgmt, index, features }, plan);
        this.#number = ownNumbers(mgmt, index).take(features);
        return [{ mgmt, index, instance: this.#number, features }];
      }),
    );
  }

  #change(held: Held | undefined, place: Place, content: Compiled, flags: string): Observable<Held> {
    const on$ = defer(() => {
      this.#isAdded = true;
      if (held === undefined) return add(place, content, this.plan);
      // No data leaves what is there (hci_set_adv_instance_data in net/bluetooth/hci_core.c).
      const isEmptied = held.on.scanRsp.length > 0 && content.scanResponse.bytes.length === 0;
      if (isEmptied) return concat(this.#removal(place.instance), add(place, content, this.plan));
      return held.flags === flags ? replace(held.on, place, content, this.plan) : add(place, content, this.plan);
    });
    return on$.pipe(switchMap((on) => [{ on, place, flags }]));
  }

  #removal(number: number): Observable<never> {
    return undoing(this.mgmt, (sender) => removeAdvertisement(sender, this.index, number));
  }

  #removed(instance: number): void {
    this.#others.delete(instance);
    if (instance !== this.#number) return;
    this.#isLost = true;
    if (this.#isBusy) return;
    this.#forget();
    this.subscriber.complete();
  }

  /** The controller is not there any more, and whoever sits there next has nothing of ours. */
  #gone(): void {
    this.#isLost = true;
    this.#forget();
  }

  #remove(tell: () => void = () => undefined): void {
    const number = this.#number;
    const isOurs = number !== undefined && this.#isAdded;
    this.#isBusy = true;
    (isOurs ? this.#removal(number) : EMPTY).subscribe({
      complete: () => {
        this.#forget();
        tell();
      },
    });
  }

  #forget(): void {
    this.#events.unsubscribe();
    if (this.#number !== undefined) ownNumbers(this.mgmt, this.index).release(this.#number);
    this.#number = undefined;
    this.#held = undefined;
  }
}

/**
 * Has one advertisement in the kernel while it is subscribed to, with the latest content; not while `hidden$` says so. Completes when another program has removed it.
 * Fails with a `NoNumberError` if there is none for it.
 */
export function heldAdvertisement(
  mgmt: Mgmt,
  index: number,
  plan: Plan,
  { content$, hidden$ }: { readonly content$: Observable<Compiled>; readonly hidden$: Observable<boolean> },
): Observable<AdvertisingState> {
  // A new Observable, because a command can't be taken back in every case: what it adds after all have left has to be removed.
  return new Observable<AdvertisingState>((subscriber) => {
    const holder = new Holder(mgmt, index, plan, subscriber);
    subscriber.add(() => holder.leave());
    // Who has subscribed to these besides hears of their errors.
    const error = (): void => undefined;
    subscriber.add(hidden$.subscribe({ next: (isHidden) => holder.hide(isHidden), error }));
    subscriber.add(content$.subscribe({ next: (content) => holder.advertise(content), error }));
  });
}
