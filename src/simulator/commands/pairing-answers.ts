import type { Call } from '../sockets/call.js';
import type { Controller } from '../state/controller.js';
import type { RowsOf } from './handler.js';
import type { Link } from '../state/link.js';
import { isLowEnergyPeer } from '../ground/peer.js';
import { answerQuestion } from '../procedures/pairing/protect.js';
import type { ClassicAnswer } from '../state/classic-pairing.js';
import { SecurityLevel } from '../security/security-level.js';
import type { UserAnswer } from '../security/security-manager.js';

type AnswerCommand =
  | 'UserConfirmationReply'
  | 'UserConfirmationNegativeReply'
  | 'UserPasskeyReply'
  | 'UserPasskeyNegativeReply'
  | 'PINCodeReply'
  | 'PINCodeNegativeReply';
/** Any of them; the parameters that they have in common. */
type AnswerCall = Call<AnswerCommand>;

/** A PIN that is as good as a passkey. */
const SECURE_PIN = 16;

/** user_pairing_resp in net/bluetooth/mgmt.c: over LE the kernel pairs itself, over BR/EDR the controller does. */
function reply(call: AnswerCall, controller: Controller, answer: UserAnswer, classic: ClassicAnswer): void {
  const { address, addressType } = call.params;
  const peer = { address, addressType };
  if (!controller.isPowered) return call.complete(peer, 'NotPowered');
  const link = controller.links.find(peer);
  if (link === undefined) return call.complete(peer, 'NotConnected');
  if (isLowEnergyPeer(peer)) {
    return call.complete(peer, link.security?.answer(answer) === true ? 'Success' : 'Failed');
  }
  tellController(call, controller, link, classic);
}

/** The controller confirms that it has got an answer, and goes on with it. */
function tellController(
  call: AnswerCall,
  { world, pending, traits }: Controller,
  link: Link,
  answer: ClassicAnswer,
): void {
  const { address, addressType } = call.params;
  const waiting = pending.add(call, (status) => call.complete({ address, addressType }, status));
  world.clock.after(world.latency, () => {
    if (!pending.remove(waiting)) return;
    // A controller refuses an answer that it has not asked for (Command Disallowed); BlueZ's emulator does not.
    const isRefused = link.classic.question?.kind !== answer.kind && traits.bus !== 'Virtual';
    call.complete({ address, addressType }, isRefused ? 'Busy' : 'Success');
    answerQuestion(link, answer);
  });
}

export const pairingAnswersRows: RowsOf<AnswerCommand> = {
  UserConfirmationReply: (call, controller) => reply(call, controller, 'confirm', { kind: 'confirm', value: true }),

  UserConfirmationNegativeReply: (call, controller) =>
    reply(call, controller, 'refuseConfirm', { kind: 'confirm', value: false }),

  UserPasskeyReply: (call, controller) => {
    const { passkey } = call.params;
    reply(call, controller, { passkey }, { kind: 'passkey', value: passkey });
  },

  UserPasskeyNegativeReply: (call, controller) =>
    reply(call, controller, 'refusePasskey', { kind: 'passkey', value: undefined }),

  /** pin_code_reply in mgmt.c: it looks at the address only. */
  PINCodeReply: (call, controller) => {
    const { address, addressType, pinCode } = call.params;
    if (!controller.isPowered) return call.status('NotPowered');
    const link = controller.links.find({ address, addressType: 'BREDR' });
    if (link === undefined) return call.status('NotConnected');
    if (link.protection.wanted !== SecurityLevel.High || call.bytes[PIN_LENGTH] === SECURE_PIN) {
      return tellController(call, controller, link, { kind: 'pin', value: pinCode });
    }
    // The kernel refuses in its place; that is answered, too, as if a program had asked for it.
    const refusal = call.as('PINCodeNegativeReply', { address, addressType });
    tellController(refusal, controller, link, { kind: 'pin', value: undefined });
    call.status('InvalidParameters');
  },

  PINCodeNegativeReply: (call, controller) =>
    reply(call, controller, 'refuseConfirm', { kind: 'pin', value: undefined }),
};

/** Where PIN Code Reply says how long the PIN is. */
const PIN_LENGTH = 7;
