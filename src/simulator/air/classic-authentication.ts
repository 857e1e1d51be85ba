import type { Clock } from '../ground/clock.js';
import { sameBytes } from '../../protocol/bytes.js';
import type { LinkKey } from '../security/key-store.js';
import type { HciError } from '../ground/hci-error.js';
import type { Party } from './air-link.js';
import type { Random } from '../ground/random.js';
import { associationOf } from '../security/association.js';
import type { ClassicCapability, ClassicSide } from '../security/classic-side.js';

const PASSKEYS = 1_000_000;
/** LMP response timeout (Core Specification, Vol 2, Part C, 2.6), in milliseconds. */
const RESPONSE_TIMEOUT = 30_000;
const KEY_SIZE = 16;

/** One of the two ends, and what the other knows of it. */
export interface ClassicParticipant {
  readonly side: ClassicSide;
  readonly party: Party;
}

/**
 * Two controllers make sure over BR/EDR that they are who they seem to be: with the key that both have, or by pairing (Core
 * Specification, Vol 2, Part F, 4). Each step takes as long as one of them takes to answer.
 */
export class ClassicAuthentication {
  #isOver = false;

  constructor(
    private readonly initiator: ClassicParticipant,
    private readonly acceptor: ClassicParticipant,
    private readonly world: { readonly clock: Clock; readonly random: Random; readonly latency: number },
    private readonly isOpen: () => boolean,
  ) {}

  begin(): void {
    this.#soon(() => {
      const key = this.initiator.side.linkKey();
      if (key === undefined) return this.#pair();
      const other = this.acceptor.side.linkKey();
      if (other === undefined) return this.#authenticated('KeyMissing');
      this.#authenticated(sameBytes(key, other) ? 'Success' : 'AuthenticationFailure');
    });
  }

  /** They know each other: what they say from now on is encrypted. */
  encrypt(): void {
    const { initiator, acceptor } = this;
    const isSecure = initiator.party.secureConnections && acceptor.party.secureConnections;
    this.#soon(() => {
      initiator.side.encrypted(isSecure);
      acceptor.side.encrypted(isSecure);
    });
  }

  get #isEmulated(): boolean {
    return this.initiator.party.isEmulated && this.acceptor.party.isEmulated;
  }

  /** A real controller does not wait for ever for an answer. */
  #expectAnswer(): void {
    if (this.#isEmulated) return;
    this.world.clock.after(RESPONSE_TIMEOUT, () => {
      if (this.isOpen()) this.#simplyPaired('ResponseTimeout');
    });
  }

  #soon(work: () => void): void {
    this.world.clock.after(this.world.latency, () => {
      if (this.isOpen()) work();
    });
  }

  #pair(): void {
    const { initiator, acceptor } = this;
    if (!initiator.party.simplePairing || !acceptor.party.simplePairing) return this.#askPins();
    const own = initiator.side.capability();
    if (own === undefined) return this.#refused();
    this.#soon(() => {
      acceptor.side.meet(own);
      const other = acceptor.side.capability();
      if (other === undefined) return this.#refused();
      this.#soon(() => {
        initiator.side.meet(other);
        this.#associate(own, other);
      });
    });
  }

  #refused(): void {
    this.#simplyPaired(this.#isEmulated ? 'AuthenticationFailure' : 'PairingNotAllowed');
  }

  #associate(own: ClassicCapability, other: ClassicCapability): void {
    const keyType = this.#keyType(own, other);
    const isAsked = (own.mitm || other.mitm) && !this.#isEmulated;
    if ((own.outOfBand || other.outOfBand) && !this.#isEmulated) return this.#simplyPaired('Success', keyType);
    const association = associationOf(own.ioCapability, other.ioCapability, true);
    if (isAsked && association === 'enter') return this.#passkey(this.initiator, this.acceptor, other, keyType);
    if (isAsked && association === 'show') return this.#passkey(this.acceptor, this.initiator, own, keyType);
    this.#compare(keyType);
  }

  /** Both are asked whether they show the same number; those who can't show it say yes. */
  #compare(keyType: LinkKey['keyType']): void {
    // BlueZ's emulator has no numbers.
    const value = this.#isEmulated ? 0 : this.world.random.below(PASSKEYS);
    const answers: boolean[] = [];
    const answer = (isRight: boolean): void => {
      answers.push(isRight);
      // The emulator waits for the second answer also when the first one was no.
      if (answers.length === 2 || (!isRight && !this.#isEmulated)) {
        this.#simplyPaired(answers.every(Boolean) ? 'Success' : 'AuthenticationFailure', keyType);
      }
    };
    this.#expectAnswer();
    this.#soon(() => {
      this.initiator.side.confirm(value, answer);
      this.acceptor.side.confirm(value, answer);
    });
  }

  /** One enters what the other shows, or both enter the same. */
  #passkey(
    enters: ClassicParticipant,
    shows: ClassicParticipant,
    shower: ClassicCapability,
    keyType: LinkKey['keyType'],
  ): void {
    let expected: number | undefined;
    const compare = (passkey: number | undefined): void => {
      if (passkey === undefined) return this.#simplyPaired('AuthenticationFailure');
      if (expected === undefined) expected = passkey;
      else this.#simplyPaired(passkey === expected ? 'Success' : 'AuthenticationFailure', keyType);
    };
    this.#expectAnswer();
    this.#soon(() => {
      if (shower.ioCapability === 'KeyboardOnly') shows.side.askPasskey(compare);
      else {
        expected = shows.side.chosenPasskey() ?? this.world.random.below(PASSKEYS);
        shows.side.showPasskey(expected);
      }
      enters.side.askPasskey(compare);
    });
  }

  #askPins(): void {
    const { initiator, acceptor } = this;
    initiator.side.askPin((pin) => {
      if (pin === undefined) return this.#authenticated('KeyMissing');
      this.#soon(() =>
        acceptor.side.askPin((other) => {
          if (other === undefined) {
            if (this.#isEmulated) acceptor.side.authenticated('KeyMissing');
            return this.#authenticated('KeyMissing');
          }
          if (!samePin(pin, other)) return this.#authenticated('AuthenticationFailure');
          this.#newLinkKey('Combination');
          this.#authenticated('Success');
        }),
      );
    });
  }

  #simplyPaired(error: HciError, keyType?: LinkKey['keyType']): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#soon(() => {
      this.initiator.side.simplyPaired(error);
      this.acceptor.side.simplyPaired(error);
      if (error === 'Success' && keyType !== undefined) this.#newLinkKey(keyType);
      this.#authenticated(error);
    });
  }

  #newLinkKey(keyType: LinkKey['keyType']): void {
    const value = this.world.random.bytes(KEY_SIZE);
    this.initiator.side.newLinkKey({ keyType, value });
    this.acceptor.side.newLinkKey({ keyType, value });
  }

  #authenticated(error: HciError): void {
    this.initiator.side.authenticated(error);
  }

  #keyType(own: ClassicCapability, other: ClassicCapability): LinkKey['keyType'] {
    const { initiator, acceptor } = this;
    const isSecure = initiator.party.secureConnections && acceptor.party.secureConnections;
    const isProven = (own.mitm || other.mitm) && canProve(own, other) && canProve(other, own);
    if (isSecure) return isProven ? 'AuthenticatedP256' : 'UnauthenticatedP256';
    return isProven ? 'AuthenticatedP192' : 'UnauthenticatedP192';
  }
}

/** A device that only displays needs a remote that only types. */
const canProve = ({ ioCapability }: ClassicCapability, other: ClassicCapability): boolean =>
  ioCapability !== 'NoInputNoOutput' && (ioCapability !== 'DisplayOnly' || other.ioCapability === 'KeyboardOnly');

const samePin = (a: string | Uint8Array, b: string | Uint8Array): boolean =>
  typeof a === 'string' || typeof b === 'string' ? a === b : sameBytes(a, b);
