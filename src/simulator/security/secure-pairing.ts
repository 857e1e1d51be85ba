import type { Association } from './association.js';
import { isUnauthenticated } from './association.js';
import type { KeyExchange } from './key-exchange.js';
import { SecurityLevel } from './security-level.js';
import type { SecurityOwner } from './security-owner.js';
import { PASSKEYS, type Session } from './session.js';
import type { Talk } from './talk.js';

const KEY_SIZE = 16;

/** Pairing over LE with Secure Connections. */
export class SecurePairing {
  constructor(
    private readonly owner: SecurityOwner,
    private readonly talk: Talk,
    private readonly keys: KeyExchange,
  ) {}

  sendPublicKey(session: Session): void {
    const isDebugKey = this.owner.settings().usesDebugKey;
    if (isDebugKey) session.isDebug = true;
    this.talk.send(session, { type: 'publicKey', isDebugKey });
  }

  /** Both have the public key of the other: from here on the ways part (smp_cmd_public_key in net/bluetooth/smp.c). */
  begin(session: Session, isDebugKey: boolean): void {
    const { owner } = this;
    if (!session.isInitiator) this.sendPublicKey(session);
    if (isDebugKey) session.isDebug = true;
    session.association = this.#select(session);
    owner.protection.wanted = isUnauthenticated(session.association) ? SecurityLevel.Medium : SecurityLevel.Fips;
    session.nonce = owner.random.below(PASSKEYS);
    switch (session.association) {
      case 'show':
        session.passkey = owner.choosePasskey();
        owner.showPasskey(session.passkey);
        if (session.isInitiator) this.#sendPasskey(session);
        return;
      case 'enter':
        session.waitsForUser = true;
        return owner.askPasskey();
      case 'outOfBand':
        if (session.isInitiator) this.#reveal(session);
        return;
      default:
        if (!session.isInitiator) this.talk.send(session, { type: 'confirm' });
    }
  }

  /** sc_select_method in smp.c. */
  #select(session: Session): Association {
    const { local, remote } = session;
    const isRemoteInformed = remote?.outOfBand === true && this.owner.settings().hasGivenData;
    if (local?.outOfBand === true || isRemoteInformed) return 'outOfBand';
    const association = session.wantsMitm ? session.possible : 'justWorks';
    return association === 'confirm' && session.isInitiator ? 'justWorks' : association;
  }

  confirmed(session: Session, passkey: number | undefined): void {
    const { association, isInitiator } = session;
    if (association !== 'enter' && association !== 'show') {
      if (isInitiator) this.#reveal(session);
    } else if (session.waitsForUser) session.confirmPending = passkey === undefined ? {} : { passkey };
    else this.#comparePasskey(session, passkey);
  }

  /** Twenty rounds, one for each bit: the one who answers notices first that they are not the same (sc_passkey_round). */
  #comparePasskey(session: Session, passkey: number | undefined): void {
    if (passkey !== session.passkey) return this.talk.fail('ConfirmValueFailed');
    if (session.isInitiator) this.#sendCheck(session);
    else this.#sendPasskey(session);
  }

  /** smp_cmd_pairing_random in smp.c. */
  revealed(session: Session, nonce: number): void {
    if (!session.isInitiator) this.#reveal(session);
    if (session.association === 'outOfBand') {
      if (session.isInitiator) this.#sendCheck(session);
      return;
    }
    session.waitsForUser = true;
    this.owner.confirm((session.nonce + nonce) % PASSKEYS, session.association === 'justWorks');
  }

  /** sc_user_reply in smp.c. */
  answer(session: Session, answer: 'confirm' | { readonly passkey: number }): void {
    if (answer !== 'confirm') {
      const { confirmPending } = session;
      session.passkey = answer.passkey;
      session.confirmPending = undefined;
      if (confirmPending !== undefined) this.#comparePasskey(session, confirmPending.passkey);
      else if (session.isInitiator) this.#sendPasskey(session);
    } else if (session.isInitiator) this.#sendCheck(session);
    else if (session.checkPending && session.key !== undefined) {
      session.checkPending = false;
      this.#agree(session, session.key);
    }
  }

  /** smp_cmd_dhkey_check in smp.c: both have the same key. */
  checked(session: Session, key: Uint8Array): void {
    session.key = key;
    if (session.isInitiator) {
      this.keys.keepSecureKey(session, key);
      this.owner.send({ type: 'encrypt', key: { value: key, encryptionDiversifier: 0, randomNumber: 0n } });
    } else if (session.waitsForUser) session.checkPending = true;
    else this.#agree(session, key);
  }

  #agree(session: Session, key: Uint8Array): void {
    this.#sendCheck(session);
    this.keys.keepSecureKey(session, key);
  }

  #sendPasskey(session: Session): void {
    this.talk.send(session, { type: 'confirm', passkey: session.passkey });
  }

  #reveal(session: Session): void {
    this.talk.send(session, { type: 'random', nonce: session.nonce });
  }

  #sendCheck(session: Session): void {
    session.key ??= this.owner.random.bytes(KEY_SIZE);
    this.talk.send(session, { type: 'check', key: session.key });
  }
}
