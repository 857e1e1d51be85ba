import type { LinkKey } from '../../security/key-store.js';
import type { HciError } from '../../ground/hci-error.js';
import { statusOf } from '../../ground/hci-error.js';
import { peerOf } from '../../ground/peer.js';
import type { ClassicCapability, ClassicSide } from '../../security/classic-side.js';
import { ownRequirement, requirementFor } from '../../security/classic-requirement.js';
import { levelOfLinkKey } from '../../security/link-key-level.js';
import { SecurityLevel } from '../../security/security-level.js';
import type { ClassicPairing } from '../../state/classic-pairing.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { abort, becomeConnected, drop, hold, linkChanged, restartIdling } from '../links/lifetime.js';
import { makeLowEnergyKeys } from './cross-transport.js';
import { pairingFailed } from './finish-pairing.js';
import { showPasskey } from './passkey.js';

/** What the kernel says to its controller when that authenticates a BR/EDR connection (net/bluetooth/hci_event.c). */
export class ClassicHost implements ClassicSide {
  constructor(
    private readonly controller: Controller,
    private readonly link: Link,
  ) {}

  /** hci_link_key_request_evt. */
  linkKey(): Uint8Array | undefined {
    const { controller } = this;
    const { peer, protection } = this.link;
    const key = controller.keyStore.linkKey(peer.address);
    if (key === undefined) return undefined;
    this.#pairing.hasNewKey = false;
    const isUnauthenticated = key.keyType === 'UnauthenticatedP192' || key.keyType === 'UnauthenticatedP256';
    if (isUnauthenticated && this.#pairing.requirement.mitm) return undefined;
    if (key.keyType === 'Combination' && key.pinLength < 16 && protection.wanted >= SecurityLevel.High)
      return undefined;
    this.#use(key.keyType, key.pinLength);
    return key.value;
  }

  /** hci_io_capa_request_evt. */
  capability(): ClassicCapability | undefined {
    const { link } = this;
    const isBondable = this.controller.flags.has('Bondable');
    hold(link);
    if (!isBondable && !this.#pairing.isInitiator && this.#pairing.remote?.bonding !== 'none') return undefined;
    const io = link.ioCapability;
    const { requirement } = this.#pairing;
    this.#pairing.requirement =
      this.#pairing.remote === undefined
        ? ownRequirement(requirement, io)
        : requirementFor(this.#pairing.remote, requirement, io);
    if (!isBondable) this.#pairing.requirement = { ...this.#pairing.requirement, bonding: 'none' };
    return {
      ...this.#pairing.requirement,
      ioCapability: io === 'KeyboardDisplay' ? 'DisplayYesNo' : io,
      outOfBand: this.controller.outOfBand.isUsable(link.peer, this.controller.flags),
    };
  }

  meet(other: ClassicCapability): void {
    this.#pairing.remote = other;
  }

  /** hci_user_confirm_request_evt. */
  confirm(value: number, answer: (isRight: boolean) => void): void {
    const { link } = this;
    const isMute = link.ioCapability === 'NoInputNoOutput';
    const isOtherMute = this.#pairing.remote?.ioCapability === 'NoInputNoOutput';
    if (link.protection.wanted > SecurityLevel.Medium && isOtherMute) return answer(false);

    const needsMitm = this.#pairing.requirement.mitm && !isOtherMute;
    const otherNeedsMitm = this.#pairing.remote?.mitm === true && !isMute;
    let hint = 0;
    if (!needsMitm && !otherNeedsMitm) {
      const asksAnyway =
        (!this.#pairing.isPending && !isMute) || this.controller.keyStore.linkKey(link.peer.address) !== undefined;
      if (!asksAnyway) return answer(true);
      hint = 1;
    }
    this.#pairing.question = { kind: 'confirm', answer };
    this.controller.emit({ event: 'UserConfirmationRequest', ...peerOf(link.peer), confirmHint: hint, value });
  }

  askPasskey(answer: (passkey: number | undefined) => void): void {
    this.#pairing.question = { kind: 'passkey', answer };
    this.controller.emit({ event: 'UserPasskeyRequest', ...peerOf(this.link.peer) });
  }

  chosenPasskey(): undefined {
    return undefined;
  }

  showPasskey(passkey: number): void {
    this.#pairing.passkey = passkey;
    showPasskey(this.link, passkey);
    this.showEntered(0);
  }

  /** hci_keypress_notify_evt. */
  showEntered(entered: number): void {
    const { controller } = this;
    const { peer } = this.link;
    controller.emit({ event: 'PasskeyNotify', ...peerOf(peer), passkey: this.#pairing.passkey, entered });
  }

  /** hci_pin_code_request_evt. */
  askPin(answer: (pin: string | Uint8Array | undefined) => void): void {
    const { controller } = this;
    const { peer, protection } = this.link;
    if (!controller.flags.has('Bondable') && !this.#pairing.isInitiator) return answer(undefined);
    this.#pairing.question = { kind: 'pin', answer };
    const secure = protection.wanted === SecurityLevel.High ? 1 : 0;
    controller.emit({ event: 'PINCodeRequest', ...peerOf(peer), secure });
  }

  /** hci_simple_pair_complete_evt. */
  simplyPaired(error: HciError): void {
    this.#pairing.remote = undefined;
    this.#pairing.question = undefined;
    if (!this.#pairing.isPending && error !== 'Success') pairingFailed(this.controller, this.link, statusOf(error));
    drop(this.controller, this.link);
  }

  /** hci_link_key_notify_evt. */
  newLinkKey({ keyType, value }: Pick<LinkKey, 'keyType' | 'value'>): void {
    const { link } = this;
    const { controller } = this;
    const { peer } = link;
    this.#pairing.question = undefined;
    this.#pairing.hasNewKey = true;
    this.#use(keyType, this.#pairing.pinLength);
    const isLegacy = keyType === 'Combination';
    const storeHint = isLegacy || (keyType !== 'DebugCombination' && this.#pairing.requirement.bonding !== 'none');
    controller.keyStore.addLinkKey({ address: peer.address, keyType, value, pinLength: 0 });
    controller.emit({ event: 'NewLinkKey', storeHint, ...peerOf(peer), keyType, value, pinLength: 0 });
    if (keyType === 'DebugCombination' && !controller.flags.has('KeepDebugKeys')) {
      controller.keyStore.removeLinkKey(peer.address);
    } else link.flushesKey = !storeHint;
    restartIdling(this.controller, link);
  }

  /** hci_auth_complete_evt. */
  authenticated(error: HciError): void {
    const { link } = this;
    const { protection } = link;
    if (error === 'Success') {
      link.hasLostKey = false;
      this.#pairing.isAuthenticated = true;
      protection.level = protection.wanted;
    } else {
      if (error === 'KeyMissing') link.hasLostKey = true;
      pairingFailed(this.controller, link, statusOf(error));
    }
    this.#pairing.isPending = false;
    if (link.state === 'configuring') {
      if (error === 'Success' && link.party?.simplePairing === true) return link.classic.authentication?.encrypt();
      becomeConnected(this.controller, link, error);
    } else {
      if (!this.#pairing.isEncryptionPending && error === 'Success') linkChanged(this.controller, link, 'Success');
      restartIdling(this.controller, link);
    }
    if (!this.#pairing.isEncryptionPending) return;
    if (error === 'Success') return link.classic.authentication?.encrypt();
    this.#pairing.isEncryptionPending = false;
    linkChanged(this.controller, link, statusOf(error));
  }

  /** hci_encrypt_change_evt. */
  encrypted(isSecure: boolean): void {
    const { link } = this;
    const { controller } = this;
    const { protection } = link;
    protection.isEncrypted = true;
    this.#pairing.isAuthenticated = true;
    protection.level = protection.wanted;
    this.#pairing.isEncryptionPending = false;
    const isProven = isSecure && this.#pairing.keyType === 'AuthenticatedP256';
    const isTooWeak = protection.level === SecurityLevel.Fips && !isSecure;
    if (isTooWeak || (controller.flags.has('SecureConnectionsOnly') && !isProven)) {
      if (link.state === 'connected') linkChanged(this.controller, link, 'AuthenticationFailed');
      return abort(controller, link, 'AuthenticationFailure');
    }
    if (link.state === 'configuring') becomeConnected(this.controller, link, 'Success');
    else linkChanged(this.controller, link, 'Success');
    if (isSecure && link.isOutgoing) makeLowEnergyKeys({ controller, link });
  }

  get #pairing(): ClassicPairing {
    return this.link.classic;
  }

  #use(keyType: LinkKey['keyType'], pinLength: number): void {
    const { protection } = this.link;
    this.#pairing.keyType = keyType;
    protection.wanted = levelOfLinkKey(keyType, pinLength) ?? protection.wanted;
  }
}
