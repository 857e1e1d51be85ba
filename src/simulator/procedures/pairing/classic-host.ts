import { encodeText } from '../../../protocol/text.js';
import type { LinkKey } from '../../security/key-store.js';
import type { HciError } from '../../ground/hci-error.js';
import { statusOf } from '../../ground/hci-error.js';
import type { Link } from '../links/link.js';
import { peerOf } from '../../ground/peer.js';
import type { ClassicCapability, ClassicSide } from '../../security/classic-side.js';
import { ownRequirement, requirementFor, type Requirement } from '../../security/classic-requirement.js';
import { linkChanged, pairingFailed } from './finish-pairing.js';
import { levelOfLinkKey, suffices } from '../../security/link-key-level.js';
import { SecurityLevel } from '../../security/security-level.js';

const encodePin = (pin: string | Uint8Array): Uint8Array => (typeof pin === 'string' ? encodeText(pin) : pin);

/** A question of pairing over BR/EDR that waits for an answer of a person. */
export type ClassicQuestion =
  | { readonly kind: 'confirm'; readonly answer: (isRight: boolean) => void }
  | { readonly kind: 'passkey'; readonly answer: (passkey: number | undefined) => void }
  | { readonly kind: 'pin'; readonly answer: (pin: string | Uint8Array | undefined) => void };

/** What the person says to it; without a value: no. */
export type ClassicAnswer =
  | { readonly kind: 'confirm'; readonly value: boolean }
  | { readonly kind: 'passkey'; readonly value: number | undefined }
  | { readonly kind: 'pin'; readonly value: string | Uint8Array | undefined };

/** What the kernel says to its controller when that authenticates a BR/EDR connection (net/bluetooth/hci_event.c). */
export class ClassicHost implements ClassicSide {
  question: ClassicQuestion | undefined;
  /** What this side wants of pairing. */
  requirement: Requirement = { bonding: 'general', mitm: false };
  /** Whether it has begun. */
  isInitiator = false;
  isPending = false;
  isAuthenticated = false;
  keyType: LinkKey['keyType'] | undefined;
  /** Whether a new link key was made for this connection. */
  hasNewKey = false;
  /** Of the PIN that was entered. */
  pinLength = 0;
  #isEncryptionPending = false;
  #other: ClassicCapability | undefined;
  #passkey = 0;

  constructor(private readonly link: Link) {}

  /** Gives the controller an answer; nothing happens if it has not asked for that. */
  reply(answer: ClassicAnswer): void {
    const { question } = this;
    if (question?.kind !== answer.kind) return;
    this.question = undefined;
    if (question.kind === 'confirm' && answer.kind === 'confirm') question.answer(answer.value);
    if (question.kind === 'passkey' && answer.kind === 'passkey') question.answer(answer.value);
    if (question.kind === 'pin' && answer.kind === 'pin') {
      this.pinLength = answer.value === undefined ? 0 : encodePin(answer.value).length;
      question.answer(answer.value);
    }
  }

  /** hci_conn_security in hci_conn.c, for a connection that is there; true if it is protected so well already. */
  protect(level: SecurityLevel, requirement: Requirement): boolean {
    const { protection } = this.link;
    const { keyType, pinLength } = this;
    if (this.isAuthenticated && keyType !== undefined && suffices(keyType, pinLength, level)) {
      if (protection.isEncrypted) return true;
      this.#isEncryptionPending = true;
      this.link.encrypt();
      return false;
    }
    if (this.#isEncryptionPending) return false;
    this.isInitiator = true;
    if (level > protection.wanted) protection.wanted = level;
    this.requirement = { ...requirement, mitm: requirement.mitm || this.requirement.mitm };
    if (!this.isPending) {
      this.isPending = true;
      this.#isEncryptionPending = !protection.isEncrypted;
      this.link.authenticate();
    }
    return false;
  }

  /** hci_link_key_request_evt. */
  linkKey(): Uint8Array | undefined {
    const { controller, peer, protection } = this.link;
    const key = controller.keyStore.linkKey(peer.address);
    if (key === undefined) return undefined;
    this.hasNewKey = false;
    const isUnauthenticated = key.keyType === 'UnauthenticatedP192' || key.keyType === 'UnauthenticatedP256';
    if (isUnauthenticated && this.requirement.mitm) return undefined;
    if (key.keyType === 'Combination' && key.pinLength < 16 && protection.wanted >= SecurityLevel.High)
      return undefined;
    this.#use(key.keyType, key.pinLength);
    return key.value;
  }

  /** hci_io_capa_request_evt. */
  capability(): ClassicCapability | undefined {
    const { link } = this;
    const isBondable = link.controller.flags.has('Bondable');
    link.hold();
    if (!isBondable && !this.isInitiator && this.#other?.bonding !== 'none') return undefined;
    const io = link.ioCapability;
    const { requirement } = this;
    this.requirement =
      this.#other === undefined ? ownRequirement(requirement, io) : requirementFor(this.#other, requirement, io);
    if (!isBondable) this.requirement = { ...this.requirement, bonding: 'none' };
    return {
      ...this.requirement,
      ioCapability: io === 'KeyboardDisplay' ? 'DisplayYesNo' : io,
      outOfBand: link.controller.outOfBand.isUsable(link.peer, link.controller),
    };
  }

  meet(other: ClassicCapability): void {
    this.#other = other;
  }

  /** hci_user_confirm_request_evt. */
  confirm(value: number, answer: (isRight: boolean) => void): void {
    const { link } = this;
    const isMute = link.ioCapability === 'NoInputNoOutput';
    const isOtherMute = this.#other?.ioCapability === 'NoInputNoOutput';
    if (link.protection.wanted > SecurityLevel.Medium && isOtherMute) return answer(false);

    const needsMitm = this.requirement.mitm && !isOtherMute;
    const otherNeedsMitm = this.#other?.mitm === true && !isMute;
    let hint = 0;
    if (!needsMitm && !otherNeedsMitm) {
      const asksAnyway =
        (!this.isPending && !isMute) || link.controller.keyStore.linkKey(link.peer.address) !== undefined;
      if (!asksAnyway) return answer(true);
      hint = 1;
    }
    this.question = { kind: 'confirm', answer };
    link.controller.emit({ event: 'UserConfirmationRequest', ...peerOf(link.peer), confirmHint: hint, value });
  }

  askPasskey(answer: (passkey: number | undefined) => void): void {
    this.question = { kind: 'passkey', answer };
    this.link.controller.emit({ event: 'UserPasskeyRequest', ...peerOf(this.link.peer) });
  }

  chosenPasskey(): undefined {
    return undefined;
  }

  showPasskey(passkey: number): void {
    this.#passkey = passkey;
    this.link.show(passkey);
    this.showEntered(0);
  }

  /** hci_keypress_notify_evt. */
  showEntered(entered: number): void {
    const { controller, peer } = this.link;
    controller.emit({ event: 'PasskeyNotify', ...peerOf(peer), passkey: this.#passkey, entered });
  }

  /** hci_pin_code_request_evt. */
  askPin(answer: (pin: string | Uint8Array | undefined) => void): void {
    const { controller, peer, protection } = this.link;
    if (!controller.flags.has('Bondable') && !this.isInitiator) return answer(undefined);
    this.question = { kind: 'pin', answer };
    const secure = protection.wanted === SecurityLevel.High ? 1 : 0;
    controller.emit({ event: 'PINCodeRequest', ...peerOf(peer), secure });
  }

  /** hci_simple_pair_complete_evt. */
  simplyPaired(error: HciError): void {
    this.#other = undefined;
    this.question = undefined;
    if (!this.isPending && error !== 'Success') pairingFailed(this.link, statusOf(error));
    this.link.drop();
  }

  /** hci_link_key_notify_evt. */
  newLinkKey({ keyType, value }: Pick<LinkKey, 'keyType' | 'value'>): void {
    const { link } = this;
    const { controller, peer } = link;
    this.question = undefined;
    this.hasNewKey = true;
    this.#use(keyType, this.pinLength);
    const isLegacy = keyType === 'Combination';
    const storeHint = isLegacy || (keyType !== 'DebugCombination' && this.requirement.bonding !== 'none');
    controller.keyStore.addLinkKey({ address: peer.address, keyType, value, pinLength: 0 });
    controller.emit({ event: 'NewLinkKey', storeHint, ...peerOf(peer), keyType, value, pinLength: 0 });
    if (keyType === 'DebugCombination' && !controller.flags.has('KeepDebugKeys')) {
      controller.keyStore.removeLinkKey(peer.address);
    } else link.flushesKey = !storeHint;
    link.restartIdling();
  }

  /** hci_auth_complete_evt. */
  authenticated(error: HciError): void {
    const { link } = this;
    const { protection } = link;
    if (error === 'Success') {
      link.hasLostKey = false;
      this.isAuthenticated = true;
      protection.level = protection.wanted;
    } else {
      if (error === 'KeyMissing') link.hasLostKey = true;
      pairingFailed(link, statusOf(error));
    }
    this.isPending = false;
    if (link.state === 'configuring') {
      if (error === 'Success' && link.party?.simplePairing === true) return link.encrypt();
      link.becomeConnected(error);
    } else {
      if (!this.#isEncryptionPending && error === 'Success') linkChanged(link, 'Success');
      link.restartIdling();
    }
    if (!this.#isEncryptionPending) return;
    if (error === 'Success') return link.encrypt();
    this.#isEncryptionPending = false;
    linkChanged(link, statusOf(error));
  }

  /** hci_encrypt_change_evt. */
  encrypted(isSecure: boolean): void {
    const { link } = this;
    const { protection, controller } = link;
    protection.isEncrypted = true;
    this.isAuthenticated = true;
    protection.level = protection.wanted;
    this.#isEncryptionPending = false;
    const isProven = isSecure && this.keyType === 'AuthenticatedP256';
    const isTooWeak = protection.level === SecurityLevel.Fips && !isSecure;
    if (isTooWeak || (controller.flags.has('SecureConnectionsOnly') && !isProven)) {
      if (link.state === 'connected') linkChanged(link, 'AuthenticationFailed');
      return controller.links.abort(link, 'AuthenticationFailure');
    }
    if (link.state === 'configuring') link.becomeConnected('Success');
    else linkChanged(link, 'Success');
    if (isSecure && link.isOutgoing) link.makeLowEnergyKeys();
  }

  #use(keyType: LinkKey['keyType'], pinLength: number): void {
    const { protection } = this.link;
    this.keyType = keyType;
    protection.wanted = levelOfLinkKey(keyType, pinLength) ?? protection.wanted;
  }
}
