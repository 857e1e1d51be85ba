import type { CommandLabel } from './errors.js';
import { NON_CONTROLLER } from '../protocol/header.js';
import type { ReplyEvent } from '../protocol/tables.js';

/** A command that is ready to be sent. */
export interface Request {
  readonly command: CommandLabel;
  readonly opcode: number;
  readonly index: number | null;
  readonly frame: Uint8Array;
  /** How long to wait for the reply once the frame went out, in milliseconds; Infinity for ever. */
  readonly timeout: number;
  /** It undoes something, so it is sent also while the client is being closed. */
  readonly isUndoing: boolean;
}

/** A request and the reply to it. */
export interface Answer {
  readonly request: Request;
  readonly reply: ReplyEvent;
  /** Why it failed and what to do, where more is known than the status says. */
  readonly advice?: string | undefined;
}

/** Linux answers Set Default Runtime Configuration with the opcode of its sibling (net/bluetooth/mgmt_config.c). */
const SHARED_REPLY: ReadonlyMap<number, number> = new Map([[0x004e, 0x004c]]);

/** What a reply tells of the command that it answers, as one number: the opcode and the controller. */
export function kindOf(opcode: number, index: number | null): number {
  return (SHARED_REPLY.get(opcode) ?? opcode) * 0x10000 + (index ?? NON_CONTROLLER);
}

/** The controller of a kind, as on the wire. */
export const indexOfKind = (kind: number): number => kind % 0x10000;
