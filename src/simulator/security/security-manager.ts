import { isUnauthenticated } from './association.js';
import { requestOf, responseTo, sentOnly } from './features.js';
import { KeyExchange } from './key-exchange.js';
import { LegacyPairing } from './legacy-pairing.js';
import { SecurePairing } from './secure-pairing.js';
import { levelOf, SecurityLevel } from './security-level.js';
import type { EncryptionKey, PairingFailure, PairingFeatures, SecurityMessage } from './security-messages.js';
import type { SecurityOwner } from './security-owner.js';
import { Session } from './session.js';
import type { Talk } from './talk.js';

/** When the remote is silent for so long, the connection is given up (SMP_TIMEOUT in net/bluetooth/smp.c). */
const TIMEOUT = 30_000;

/** The answer of the user to a question of pairing. */
export type UserAnswer = 'confirm' | 'refuseConfirm' | 'refusePasskey' | { readonly passkey: number };

type Wanted = Pick<PairingFeatures, 'bonding' | 'mitm' | 'secureConnections'>;

/** Pairs and encrypts an LE connection, for one of its ends, by the rules of net/bluetooth/smp.c. */
export class SecurityManager implements Talk {
  #session: Session | undefined;
  readonly #keys: KeyExchange;
  readonly #legacy: LegacyPairing;
  readonly #secure: SecurePairing;

  constructor(private readonly owner: SecurityOwner) {
    this.#keys = new KeyExchange(owner, this);
    this.#legacy = new LegacyPairing(owner, this);
    this.#secure = new SecurePairing(owner, this, this.#keys);
  }

  /** Sees to it that the connection is protected so well; true if it is already (smp_conn_security). */
  protect(level: SecurityLevel): boolean {
    const { owner } = this;
    const { protection } = owner;
    if (level === SecurityLevel.Low || protection.level >= level) return true;
    if (level > protection.wanted) protection.wanted = level;
    if (owner.isCentral && this.#encryptWithStoredKey(protection.wanted)) return false;
    if (this.#session !== undefined) return false;

    const { ioCapability, secureConnections } = owner.settings();
    const mitm = ioCapability !== 'NoInputNoOutput' || protection.wanted > SecurityLevel.Medium;
    const wanted = { bonding: true, mitm, secureConnections };
    if (owner.isCentral) this.#request(this.#begin(), wanted);
    else this.send(this.#begin(), { type: 'securityRequest', features: wanted });
    return false;
  }

  /** What the user says; false if no pairing is going on (smp_user_confirm_reply). */
  answer(answer: UserAnswer): boolean {
    const session = this.#session;
    if (session === undefined) return false;
    session.waitsForUser = false;
    if (answer === 'refusePasskey') this.fail('PasskeyEntryFailed');
    else if (answer === 'refuseConfirm') {
      this.fail(session.secureConnections ? 'NumericComparisonFailed' : 'PasskeyEntryFailed');
    } else if (session.secureConnections) this.#secure.answer(session, answer);
    else this.#legacy.answer(session, answer);
    return true;
  }

  /** Gives up a pairing that is going on; false if there is none (smp_cancel_and_remove_pairing). */
  cancel(): boolean {
    if (this.#session === undefined) return false;
    this.fail('UnspecifiedReason');
    return true;
  }

  /** The connection has ended. */
  close(): void {
    if (this.#session !== undefined) this.#end(this.#session, false);
  }

  receive(message: SecurityMessage): void {
    switch (message.type) {
      case 'securityRequest':
        if (this.#session === undefined) this.#secureFor(message.features);
        return;
      case 'pairingRequest':
        if (this.#session?.request === undefined) this.#respond(message.features);
        return;
      case 'encrypt':
        return this.#encryptWith(message.key);
      case 'encrypted':
        return this.#encrypted();
      case 'encryptionRefused':
        return this.owner.encryptionRefused();
      default:
        if (this.#session !== undefined) this.#continue(this.#session, message);
    }
  }

  send(session: Session, message: SecurityMessage): void {
    session.timer?.cancel();
    session.timer = this.owner.clock.after(TIMEOUT, () => this.owner.disconnect());
    this.owner.send(message);
  }

  fail(reason: PairingFailure): void {
    this.owner.send({ type: 'pairingFailed', reason });
    this.#failed();
  }

  finish(session: Session): void {
    const { identity, remoteSignature, ownSignature, longTermKey, ownLongTermKey, linkKey, isBonded } = session;
    const isAuthenticated = this.owner.protection.level > SecurityLevel.Medium;
    this.owner.paired({
      isBonded,
      isAuthenticated,
      isDebug: session.isDebug,
      identity,
      remoteSignature,
      ownSignature,
      longTermKey,
      ownLongTermKey,
      linkKey,
    });
    this.#end(session, true);
  }

  #continue(session: Session, message: SecurityMessage): void {
    switch (message.type) {
      case 'pairingResponse':
        return this.#begun(session, message.features);
      case 'publicKey':
        return this.#secure.begin(session, message.isDebugKey);
      case 'confirm':
        if (session.secureConnections) return this.#secure.confirmed(session, message.passkey);
        return this.#legacy.confirmed(session);
      case 'random':
        if (session.secureConnections) return this.#secure.revealed(session, message.nonce);
        return this.#legacy.revealed(session, message.passkey ?? 0);
      case 'check':
        return this.#secure.checked(session, message.key);
      case 'pairingFailed':
        this.#failed();
        return this.owner.disconnect();
      default:
        return this.#keys.receive(session, message);
    }
  }

  #begin(): Session {
    this.#session = new Session();
    this.owner.began();
    return this.#session;
  }

  #request(session: Session, wanted: Wanted): void {
    session.isInitiator = true;
    session.request = requestOf(this.owner.settings(), wanted);
    this.send(session, { type: 'pairingRequest', features: session.request });
  }

  /** The peripheral, which can't begin itself, asks for protection (smp_cmd_security_req). */
  #secureFor(features: Wanted): void {
    const { owner } = this;
    const { protection } = owner;
    const settings = owner.settings();
    if (!owner.isCentral) return this.fail('CommandNotSupported');
    if (settings.secureConnectionsOnly && !features.secureConnections) return this.fail('AuthenticationRequirements');
    const level = levelWanted(features, settings.ioCapability === 'NoInputNoOutput', settings.secureConnections);
    if (protection.level >= level) return void this.#encryptWithStoredKey(protection.level);
    if (level > protection.wanted) protection.wanted = level;
    if (this.#encryptWithStoredKey(protection.wanted)) return;
    if (!settings.isBondable && features.bonding) return this.fail('PairingNotSupported');
    this.#request(this.#begin(), features);
  }

  /** smp_cmd_pairing_req. */
  #respond(request: PairingFeatures): void {
    const { protection } = this.owner;
    const settings = this.owner.settings();
    const session = this.#session ?? this.#begin();
    if (!settings.isBondable && request.bonding) return this.fail('PairingNotSupported');
    session.request = request;
    session.response = responseTo(request, settings);
    if (settings.secureConnectionsOnly && !session.secureConnections) return this.fail('AuthenticationRequirements');

    const level = levelWanted(request, settings.ioCapability === 'NoInputNoOutput', settings.secureConnections);
    if (level > protection.wanted) protection.wanted = level;
    if (protection.wanted >= SecurityLevel.High) {
      if (isUnauthenticated(session.possible)) return this.fail('AuthenticationRequirements');
      session.response = { ...session.response, mitm: true };
    }
    session.expected = sentOnly(session.response.initiatorKeys, session.secureConnections);
    this.send(session, { type: 'pairingResponse', features: session.response });
    if (!session.secureConnections) this.#legacy.begin(session);
  }

  /** smp_cmd_pairing_rsp. */
  #begun(session: Session, response: PairingFeatures): void {
    const { protection } = this.owner;
    if (!session.isInitiator || session.response !== undefined) return;
    session.response = response;
    const { secureConnections } = session;
    if (!secureConnections) {
      if (this.owner.settings().secureConnectionsOnly) return this.fail('AuthenticationRequirements');
      if (protection.wanted > SecurityLevel.High) protection.wanted = SecurityLevel.High;
    }
    if (protection.wanted >= SecurityLevel.High && isUnauthenticated(session.possible)) {
      return this.fail('AuthenticationRequirements');
    }
    session.expected = sentOnly(response.responderKeys, secureConnections);
    if (secureConnections) this.#secure.sendPublicKey(session);
    else this.#legacy.begin(session);
  }

  /** A key that the remote has (hci_le_ltk_request_evt in hci_event.c). */
  #encryptWith(request: EncryptionKey): void {
    const { owner } = this;
    const session = this.#session;
    const key = session?.key === undefined ? owner.keyFor(request) : (session.longTermKey ?? session.shortTermKey);
    if (key === undefined) return owner.send({ type: 'encryptionRefused' });
    owner.protection.wanted = levelOf(key);
    owner.send({ type: 'encrypted' });
    this.#encrypted();
  }

  #encryptWithStoredKey(level: SecurityLevel): boolean {
    const key = this.owner.storedKey();
    if (key === undefined || levelOf(key) < level) return false;
    const { value, encryptionDiversifier, randomNumber } = key;
    this.owner.send({ type: 'encrypt', key: { value, encryptionDiversifier, randomNumber } });
    return true;
  }

  #encrypted(): void {
    const { owner } = this;
    owner.protection.isEncrypted = true;
    owner.protection.level = owner.protection.wanted;
    owner.encrypted();
    if (this.#session === undefined) return;
    this.#session.timer?.cancel();
    this.#keys.distribute(this.#session);
  }

  #failed(): void {
    this.owner.failed();
    if (this.#session !== undefined) this.#end(this.#session, false);
  }

  #end(session: Session, isComplete: boolean): void {
    session.timer?.cancel();
    this.#session = undefined;
    const hasKeys = session.longTermKey !== undefined || session.ownLongTermKey !== undefined;
    if (!isComplete && hasKeys) this.owner.dropKeys();
    this.owner.finished(isComplete);
  }
}

/** Without input and output it can't be better than encrypted (authreq_to_seclevel). */
function levelWanted({ mitm, secureConnections }: Wanted, isMute: boolean, canSecure: boolean): SecurityLevel {
  if (isMute || !mitm) return SecurityLevel.Medium;
  return secureConnections && canSecure ? SecurityLevel.Fips : SecurityLevel.High;
}
