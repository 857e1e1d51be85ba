import { decodeCommand } from '../protocol/decode.js';
import type { CommandName, MgmtEvent } from '../protocol/tables.js';

/** What the kernel asks while it pairs, and what answers it. */
const ANSWERS = {
  UserConfirmationRequest: ['UserConfirmationReply', 'UserConfirmationNegativeReply'],
  UserPasskeyRequest: ['UserPasskeyReply', 'UserPasskeyNegativeReply'],
  PINCodeRequest: ['PINCodeReply', 'PINCodeNegativeReply'],
} as const satisfies Record<string, readonly CommandName[]>;

type Question = keyof typeof ANSWERS;
const ALL_ANSWERS: ReadonlySet<string> = new Set(Object.values(ANSWERS).flat());

/** More are not remembered, whoever asks. */
const MOST = 64;

const keyOf = (index: number | null, address: string): string => `${index} ${address}`;

/** The questions of pairings that this client has not answered. */
export class Questions {
  readonly #open = new Map<string, Question>();

  note(event: MgmtEvent): void {
    switch (event.event) {
      case 'UserConfirmationRequest':
      case 'UserPasskeyRequest':
      case 'PINCodeRequest':
        this.#ask(event);
        break;
      case 'DeviceConnected':
        this.#open.delete(keyOf(event.index, event.address));
    }
  }

  /** A command goes out: the answer to one, or a pairing anew. */
  sent(command: string, frame: Uint8Array): void {
    if (this.#open.size === 0 || (command !== 'PairDevice' && !ALL_ANSWERS.has(command))) return;
    const address = addressIn(frame);
    if (address !== undefined) this.#open.delete(address);
  }

  /** What there is to say of a pairing that has failed; undefined if all was answered. */
  unanswered(pairing: Uint8Array): string | undefined {
    const question = this.#open.get(addressIn(pairing) ?? '');
    if (question === undefined) return undefined;
    const [yes, no] = ANSWERS[question];
    return (
      `The question was not answered: ${question} came, and this program sent neither ${yes} nor ${no}. ` +
      `Subscribe to event$('${question}') before you pair, and send one of them.`
    );
  }

  #ask({ event, index, address }: MgmtEvent<Question>): void {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MOST && oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(keyOf(index, address), event);
  }
}

/** The device that a command is about. */
function addressIn(frame: Uint8Array): string | undefined {
  const sent = decodeCommand(frame);
  return 'params' in sent && 'address' in sent.params ? keyOf(sent.index, sent.params.address) : undefined;
}
