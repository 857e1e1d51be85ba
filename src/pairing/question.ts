import type { Observable } from 'rxjs';
import { BehaviorSubject, ReplaySubject, defer, ignoreElements, merge, take, takeUntil, tap } from 'rxjs';
import type { Peer } from '../controllers/controller-state.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { PairingAnswerError } from './answer-error.js';
import { endings } from './endings.js';
import { checkPin, passkeyOf } from './policies.js';
import type {
  ConfirmRequest,
  JustWorksRequest,
  PairingQuestion,
  PairingRequestEnd,
  PasskeyDisplay,
  PasskeyRequest,
  PinRequest,
} from './requests.js';

const digits = (passkey: number): string => String(passkey).padStart(6, '0');

/** A question, and what becomes of it. */
export abstract class Question implements PairingQuestion {
  readonly address: string;
  readonly addressType: Peer['addressType'];
  readonly index: number;
  readonly ended$: Observable<PairingRequestEnd>;
  readonly #end = new ReplaySubject<PairingRequestEnd>(1);
  readonly #mgmt: Mgmt;
  /** What this program has said. */
  given: 'accepted' | 'rejected' | undefined;
  #isOver = false;

  constructor(mgmt: Mgmt, { index, address, addressType }: Peer & { readonly index: number }) {
    this.#mgmt = mgmt;
    this.index = index;
    this.address = address;
    this.addressType = addressType;
    // What the kernel says of it counts only until it is answered: then the answer's reply does.
    const told$ = endings(mgmt, index, { address, addressType }).pipe(
      tap((end) => {
        if (this.given === undefined) this.end(end);
      }),
      ignoreElements(),
    );
    this.ended$ = defer(() => (this.#isOver ? this.#end : merge(this.#end, told$))).pipe(take(1));
  }

  get isOpen(): boolean {
    return this.given === undefined && !this.#isOver;
  }

  /** It is over. */
  end(end: PairingRequestEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#end.next(end);
    this.#end.complete();
  }

  abstract reject(): boolean;

  protected answer(end: 'accepted' | 'rejected', send: (mgmt: Mgmt) => Observable<unknown>): boolean {
    if (this.given !== undefined) throw new PairingAnswerError(this.address, this.index);
    if (this.#isOver) return false;
    this.given = end;
    send(this.#mgmt).subscribe({
      error: (error: unknown) => this.end({ end: 'refused', error }),
      complete: () => this.end({ end }),
    });
    return true;
  }
}

export class Pin extends Question implements PinRequest {
  readonly kind = 'pin';
  readonly secure: boolean;

  constructor(mgmt: Mgmt, event: MgmtEvent<'PINCodeRequest'>) {
    super(mgmt, event);
    this.secure = event.secure === 1;
  }

  accept(pin: string): boolean {
    checkPin(pin);
    return this.answer('accepted', (mgmt) =>
      mgmt.command$('PINCodeReply', this.index, this.address, this.addressType, pin),
    );
  }

  reject(): boolean {
    return this.answer('rejected', (mgmt) =>
      mgmt.command$('PINCodeNegativeReply', this.index, this.address, this.addressType),
    );
  }
}

abstract class Agreement extends Question {
  accept(): boolean {
    return this.answer('accepted', (mgmt) =>
      mgmt.command$('UserConfirmationReply', this.index, this.address, this.addressType),
    );
  }

  reject(): boolean {
    return this.answer('rejected', (mgmt) =>
      mgmt.command$('UserConfirmationNegativeReply', this.index, this.address, this.addressType),
    );
  }
}

export class Confirm extends Agreement implements ConfirmRequest {
  readonly kind = 'confirm';
  readonly passkey: string;

  constructor(mgmt: Mgmt, event: MgmtEvent<'UserConfirmationRequest'>) {
    super(mgmt, event);
    this.passkey = digits(event.value);
  }
}

export class JustWorks extends Agreement implements JustWorksRequest {
  readonly kind = 'justWorks';
}

export class Passkey extends Question implements PasskeyRequest {
  readonly kind = 'passkey';

  accept(passkey: number | string): boolean {
    const number = passkeyOf(passkey);
    return this.answer('accepted', (mgmt) =>
      mgmt.command$('UserPasskeyReply', this.index, this.address, this.addressType, number),
    );
  }

  reject(): boolean {
    return this.answer('rejected', (mgmt) =>
      mgmt.command$('UserPasskeyNegativeReply', this.index, this.address, this.addressType),
    );
  }
}

export class Display extends Question implements PasskeyDisplay {
  readonly kind = 'display';
  readonly passkey: string;
  readonly entered$: Observable<number>;
  readonly #entered: BehaviorSubject<number>;

  constructor(mgmt: Mgmt, event: MgmtEvent<'PasskeyNotify'>) {
    super(mgmt, event);
    this.passkey = digits(event.passkey);
    this.#entered = new BehaviorSubject(event.entered);
    this.entered$ = this.#entered.pipe(takeUntil(this.ended$));
  }

  /** One more digit was typed; false if it is another passkey, or over. */
  takes({ passkey, entered }: MgmtEvent<'PasskeyNotify'>): boolean {
    if (!this.isOpen || digits(passkey) !== this.passkey) return false;
    this.#entered.next(entered);
    return true;
  }

  /** The kernel waits for no answer any more: without its connection there is no pairing. */
  reject(): boolean {
    return this.answer('rejected', (mgmt) => mgmt.command$('Disconnect', this.index, this.address, this.addressType));
  }
}
