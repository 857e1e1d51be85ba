import { decodeCommand, decodeEvent } from '../../../protocol/decode.js';
import type { CommandClass } from '../../../protocol/documentation/sharing.js';
import { sharingOf } from '../../../protocol/documentation/sharing.js';
import { headerIn } from '../../../protocol/header.js';
import { OptionError } from '../../../protocol/option-error.js';
import { checkList, checkOneOf } from '../../../protocol/options.js';
import { redactEvent } from '../../../protocol/redact.js';
import { commandSecrets, eventSecrets, replySecrets } from '../../../protocol/secrets.js';
import type { CommandName, DecodedParams } from '../../../protocol/tables.js';
import { commandNames, eventNames } from '../../../protocol/tables.js';
import type { BridgeClient } from './client.js';

/** A command that a client wants to send, and that does more than look. */
export type BridgeCommand =
  | {
      readonly [N in CommandName]: {
        readonly command: N;
        readonly class: CommandClass;
        readonly index: number | null;
        readonly params: DecodedParams<N>;
        readonly client: BridgeClient;
      };
    }[CommandName]
  /** One that this library does not know. */
  | {
      readonly command: 'Unknown';
      readonly opcode: number;
      readonly index: number | null;
      readonly client: BridgeClient;
    };

/** Commands that may be sent: those of a class (and of the classes below it), those that are named, or those for which a function says so. */
export type Allowance = CommandClass | readonly CommandName[] | ((command: BridgeCommand) => boolean);

/** What becomes of a command: `undefined` for going on to the kernel, or the status that it is answered with. */
export interface Verdict {
  readonly status: 'PermissionDenied' | 'UnknownCommand' | 'InvalidParameters' | undefined;
  readonly error?: unknown;
}

const CLASSES: readonly CommandClass[] = ['observing', 'shared', 'owning'];
const FORWARD: Verdict = { status: undefined };
const DENIED: Verdict = { status: 'PermissionDenied' };

export function checkAllowance(option: string, allow: Allowance): void {
  if (typeof allow === 'function') return;
  if (typeof allow === 'string') checkOneOf(option, allow, CLASSES);
  else if (Array.isArray(allow)) {
    checkList(option, allow as readonly CommandName[], (path, name) =>
      checkOneOf(path, name, [...commandNames.values()]),
    );
  } else throw new OptionError(option, allow, 'a class of commands, a list of their names, or a function');
}

/** What a person types or compares while it pairs: those may have it who may answer. All other secrets are keys. */
const PAIRING_COMMANDS: ReadonlySet<string> = new Set(['PINCodeReply', 'UserPasskeyReply']);
const PAIRING_EVENTS: ReadonlySet<string> = new Set(['UserConfirmationRequest', 'PasskeyNotify']);

const bringsKeys = (name: CommandName): boolean =>
  replySecrets.has(name) || (commandSecrets.has(name) && !PAIRING_COMMANDS.has(name));

/** Whether a list or a class allows a command; undefined if a function decides. */
function byName(allow: Allowance, name: CommandName): boolean | undefined {
  if (typeof allow === 'function') return undefined;
  if (typeof allow === 'string') return CLASSES.indexOf(sharingOf(name).class) <= CLASSES.indexOf(allow);
  return allow.includes(name);
}

/** What goes through a bridge, for one client. */
export class Policy {
  constructor(
    private readonly allow: Allowance,
    private readonly secrets: 'redact' | 'keep',
    private readonly client: BridgeClient,
  ) {}

  /** Of a whole frame. In the order in which the kernel looks (`hci_mgmt_cmd` in net/bluetooth/hci_sock.c): name, privilege, parameters. */
  judge(frame: Uint8Array): Verdict {
    const { code, index } = headerIn(frame);
    const name = commandNames.get(code);
    if (name === undefined) {
      const { status, error } = this.#ask({ command: 'Unknown', opcode: code, index, client: this.client });
      return status === undefined ? FORWARD : { status: 'UnknownCommand', error };
    }
    if (this.secrets === 'redact' && bringsKeys(name)) return DENIED;
    if (sharingOf(name).class === 'observing' || byName(this.allow, name) === true) return FORWARD;
    const decoded = decodeCommand(frame);
    if ('params' in decoded) return this.#ask(this.#question(name, index, decoded.params));
    // A function is not asked about what makes no sense.
    return typeof this.allow === 'function' ? { status: 'InvalidParameters' } : DENIED;
  }

  /** An event as this client may have it; undefined if it may not. Answers are never withheld. */
  reveal(frame: Uint8Array): Uint8Array | undefined {
    if (this.secrets === 'keep') return frame;
    const name = eventNames.get(headerIn(frame).code);
    // What this library does not know may hold a key.
    if (name === undefined) return undefined;
    if (!eventSecrets.has(name)) return name === 'CommandComplete' ? redactEvent(frame) : frame;
    if (!PAIRING_EVENTS.has(name)) return undefined;
    return this.#mayAnswer(frame) ? frame : redactEvent(frame);
  }

  #question(name: CommandName, index: number | null, params: unknown): BridgeCommand {
    // Name and parameters belong together, which the compiler can't follow through the table.
    return { command: name, class: sharingOf(name).class, index, params, client: this.client } as BridgeCommand;
  }

  #ask(command: BridgeCommand): Verdict {
    const { allow } = this;
    if (typeof allow !== 'function') {
      return command.command !== 'Unknown' && byName(allow, command.command) === true ? FORWARD : DENIED;
    }
    try {
      // What is no boolean, such as a promise, is no yes.
      return (allow(command) as unknown) === true ? FORWARD : DENIED;
    } catch (error) {
      return { status: 'PermissionDenied', error };
    }
  }

  #mayAnswer(frame: Uint8Array): boolean {
    const event = decodeEvent(frame);
    if (event.event !== 'UserConfirmationRequest' && event.event !== 'PasskeyNotify') return false;
    const { index, address, addressType } = event;
    return this.#ask(this.#question('UserConfirmationReply', index, { address, addressType })).status === undefined;
  }
}
