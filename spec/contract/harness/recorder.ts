import {
  commands,
  decodeCommand,
  decodeEvent,
  toHex,
  type CommandName,
  type MgmtFrame,
  type MgmtNotification,
} from 'rx-btmgmt';
import { fields, shortened } from './format.js';
import { commandNameOf, replyText } from './reply-text.js';
import type { Racing } from './scenario.js';

/** What one socket saw of one controller. The kernel does not promise how late replies and events are mixed. */
interface Seen {
  readonly replies: List;
  readonly events: List;
  readonly racing: List;
}

/** Lines in which settings are shown as what changed since the line before that had them: `+Powered-Advertising`. */
class List {
  readonly lines: string[] = [];
  readonly #settings = new Map<string, readonly string[]>();

  add(line: string): void {
    const short = line.replaceAll(/(\w+Settings)=\[([^\]]*)\]/g, (whole: string, name: string, text: string) => {
      const now = text.split(' ').filter(Boolean);
      const before = this.#settings.get(name);
      this.#settings.set(name, now);
      if (before === undefined) return whole;
      const on = now.filter((each) => !before.includes(each)).map((each) => `+${each}`);
      const off = before.filter((each) => !now.includes(each)).map((each) => `-${each}`);
      return `${name}=${[...on, ...off].join('') || 'same'}`;
    });
    this.lines.push(short);
  }
}

const hexOpcode = (opcode: number): string => `0x${opcode.toString(16).padStart(4, '0')}`;

/** Long enough to tell commands apart. What was sent stands in the scenario. */
const ARGUMENTS_SHOWN = 60;

/** Puts down what comes over one socket, in the words of a transcript. */
export class Recorder {
  readonly events: MgmtNotification[] = [];
  readonly #seen = new Map<number | null, Seen>();
  readonly #sent = new Map<string, string[]>();
  readonly #hidden: number[] = [];

  constructor(
    private readonly name: string,
    private readonly racing: Racing,
  ) {}

  see({ direction, bytes }: MgmtFrame): void {
    if (direction === 'out') this.#out(bytes);
    else this.#in(bytes);
  }

  /** A command that ended otherwise than with a reply. */
  failed(index: number | null, opcode: number, how: string): void {
    this.#reply(index, opcode, how);
  }

  /** Does not put down the reply to the next command about no controller with this opcode. */
  hide(opcode: number): void {
    this.#hidden.push(opcode);
  }

  /** Each controller with its replies, then with its events; what is about no controller comes last. */
  lines(): string[] {
    return [...this.#seen]
      .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
      .flatMap(([index, { replies, events, racing }]) => [
        `${this.name} ${index ?? '-'}`,
        ...replies.lines.map((reply) => `> ${reply}`),
        ...events.lines.map((event) => `< ${event}`),
        ...racing.lines.map((event) => `<~ ${event}`),
      ]);
  }

  #out(frame: Uint8Array): void {
    const { command, index, ...rest } = decodeCommand(frame);
    const [opcode, text] =
      'bytes' in rest
        ? [rest.opcode, toHex(rest.bytes.subarray(6)).replaceAll(' ', '')]
        : [commands[command as CommandName].opcode, fields(command, { ...rest.params, trailing: rest.trailing })];
    this.#sentTo(index, opcode).push(shortened(text, ARGUMENTS_SHOWN));
  }

  #in(frame: Uint8Array): void {
    const event = decodeEvent(frame);
    switch (event.event) {
      case 'CommandComplete':
      case 'CommandStatus':
        this.#reply(event.index, event.commandOpcode, replyText(event));
        break;
      default: {
        const { event: name, index, ...values } = event;
        this.events.push(event);
        const { events, racing } = this.#of(index);
        (this.racing.includes(event.event) ? racing : events).add(`${name} ${fields(name, values)}`.trimEnd());
      }
    }
  }

  #reply(index: number | null, opcode: number, how: string): void {
    const sent = this.#sentTo(index, opcode).shift();
    if (index === null && this.#hidden[0] === opcode) {
      this.#hidden.shift();
      return;
    }
    const name = commandNameOf(opcode) ?? hexOpcode(opcode);
    this.#of(index).replies.add(`${name}${sent === undefined ? ' unasked' : sent && ` ${sent}`}: ${how}`);
  }

  #of(index: number | null): Seen {
    const seen = this.#seen.get(index) ?? { replies: new List(), events: new List(), racing: new List() };
    this.#seen.set(index, seen);
    return seen;
  }

  #sentTo(index: number | null, opcode: number): string[] {
    const key = `${index} ${opcode}`;
    const sent = this.#sent.get(key) ?? [];
    this.#sent.set(key, sent);
    return sent;
  }
}
