import { isUnauthenticated } from './association.js';
import { SecurityLevel } from './security-level.js';
import type { SecurityOwner } from './security-owner.js';
import type { Session } from './session.js';
import type { Talk } from './talk.js';

const KEY_SIZE = 16;

/** Pairing over LE without Secure Connections: both need the same passkey, or none. */
export class LegacyPairing {
  constructor(
    private readonly owner: SecurityOwner,
    private readonly talk: Talk,
  ) {}

  /** How both get the same passkey (tk_request in net/bluetooth/smp.c). */
  begin(session: Session): void {
    const { owner } = this;
    const isMute = owner.settings().ioCapability === 'NoInputNoOutput';
    let association = session.wantsMitm ? session.possible : 'confirm';
    if (association === 'confirm' && (session.isInitiator || isMute)) association = 'justWorks';
    if (association === 'overlap') association = session.isInitiator ? 'show' : 'enter';
    session.association = association;
    if (isUnauthenticated(association)) owner.confirm(0, true);
    else this.#beginWithPasskey(session);
    if (!session.isInitiator) return;
    if (session.isPasskeyKnown) this.#confirm(session);
    else session.confirmPending = {};
  }

  #beginWithPasskey(session: Session): void {
    const { owner } = this;
    session.isMitmProtected = true;
    if (owner.protection.wanted < SecurityLevel.High) owner.protection.wanted = SecurityLevel.High;
    if (session.association === 'enter') return owner.askPasskey();
    session.passkey = owner.choosePasskey();
    session.isPasskeyKnown = true;
    owner.showPasskey(session.passkey);
  }

  answer(session: Session, answer: 'confirm' | { readonly passkey: number }): void {
    if (answer !== 'confirm') session.passkey = answer.passkey;
    session.isPasskeyKnown = true;
    if (session.confirmPending !== undefined) this.#confirm(session);
  }

  /** The remote has committed itself (smp_cmd_pairing_confirm). */
  confirmed(session: Session): void {
    if (session.isInitiator) this.#reveal(session);
    else if (session.isPasskeyKnown) this.#confirm(session);
    else session.confirmPending = {};
  }

  /** It has shown what it had: whether that is the same passkey (smp_random). */
  revealed(session: Session, passkey: number): void {
    if (passkey !== session.passkey) return this.talk.fail('ConfirmValueFailed');
    // Both could compute it now from what they have said.
    session.key = new Uint8Array(KEY_SIZE);
    if (!session.isInitiator) return this.#reveal(session);
    this.owner.send({ type: 'encrypt', key: { value: session.key, encryptionDiversifier: 0, randomNumber: 0n } });
  }

  #confirm(session: Session): void {
    session.confirmPending = undefined;
    this.talk.send(session, { type: 'confirm' });
  }

  #reveal(session: Session): void {
    this.talk.send(session, { type: 'random', nonce: 0, passkey: session.passkey });
  }
}
