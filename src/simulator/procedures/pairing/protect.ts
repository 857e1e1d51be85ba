import { ClassicAuthentication } from '../../air/classic-authentication.js';
import { encodeText } from '../../../protocol/text.js';
import type { Requirement } from '../../security/classic-requirement.js';
import { suffices } from '../../security/link-key-level.js';
import type { SecurityLevel } from '../../security/security-level.js';
import type { ClassicAnswer } from '../../state/classic-pairing.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { classicParty } from '../links/own-party.js';

/** Sees to it that a connection is protected so well; true if it is already (hci_conn_security in net/bluetooth/hci_conn.c). */
export function protect(controller: Controller, link: Link, level: SecurityLevel): boolean {
  if (link.security !== undefined) return link.security.protect(level);
  return protectClassic(controller, link, level, { bonding: 'dedicated', mitm: false });
}

function protectClassic(controller: Controller, link: Link, level: SecurityLevel, requirement: Requirement): boolean {
  const { classic, protection } = link;
  const { isAuthenticated, keyType, pinLength } = classic;
  if (isAuthenticated && keyType !== undefined && suffices(keyType, pinLength, level)) {
    if (protection.isEncrypted) return true;
    classic.isEncryptionPending = true;
    classic.authentication?.encrypt();
    return false;
  }
  if (classic.isEncryptionPending) return false;
  classic.isInitiator = true;
  if (level > protection.wanted) protection.wanted = level;
  classic.requirement = { ...requirement, mitm: requirement.mitm || classic.requirement.mitm };
  if (!classic.isPending) {
    classic.isPending = true;
    classic.isEncryptionPending = !protection.isEncrypted;
    authenticate(controller, link);
  }
  return false;
}

/** BR/EDR: the controllers make sure who they are. */
export function authenticate(controller: Controller, link: Link): void {
  const { air, classic, end, party } = link;
  if (air === undefined || end?.classic === undefined || party === undefined) return;
  const remote = air.otherThan(end)?.classic;
  if (remote === undefined) return;
  const initiator = { side: end.classic, party: classicParty(controller) };
  const acceptor = { side: remote, party };
  classic.authentication = new ClassicAuthentication(initiator, acceptor, controller.world, () => air.isOpen);
  classic.authentication.begin();
}

const encodePin = (pin: string | Uint8Array): Uint8Array => (typeof pin === 'string' ? encodeText(pin) : pin);

/** Gives the controller an answer of the user; nothing happens if it has not asked for that. */
export function answerQuestion({ classic }: Link, answer: ClassicAnswer): void {
  const { question } = classic;
  if (question?.kind !== answer.kind) return;
  classic.question = undefined;
  if (question.kind === 'confirm' && answer.kind === 'confirm') question.answer(answer.value);
  if (question.kind === 'passkey' && answer.kind === 'passkey') question.answer(answer.value);
  if (question.kind === 'pin' && answer.kind === 'pin') {
    classic.pinLength = answer.value === undefined ? 0 : encodePin(answer.value).length;
    question.answer(answer.value);
  }
}
