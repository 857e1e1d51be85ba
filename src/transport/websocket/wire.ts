import { isObject } from '../../protocol/errors.js';

/**
 * What a bridge and its clients say to each other. A binary message is one frame of the management protocol, either way. A text message is JSON:
 * one of these. docs/bridge.md has them for people.
 */
export const VERSION = 1;

/** The longest text message that either side reads. */
export const LONGEST_TEXT = 4096;

/** The first message of a client. */
export interface Hello {
  readonly type: 'hello';
  /** The versions that it speaks. */
  readonly versions: readonly number[];
  readonly token: string;
}

/** What the bridge can say of bluetoothd on its kernel, without who or why. */
export type Neighbour = 'running' | 'absent' | 'unknown';

/** The answer to a hello: from now on frames go both ways. */
export interface Welcome {
  readonly type: 'welcome';
  readonly version: number;
  /** In milliseconds: how often the bridge says that it is alive. */
  readonly interval: number;
  readonly bluetoothd?: Neighbour;
}

/** Sent again and again, so that a client notices a bridge that has gone without a word. */
export interface Alive {
  readonly type: 'alive';
  readonly bluetoothd?: Neighbour;
}

/** Events that did not reach this client, in the place where they are missing. */
export interface Lost {
  readonly type: 'drops';
  readonly dropped: number;
}

export type FromBridge = Welcome | Alive | Lost;

/** Why a bridge closes a connection; 1001 when it is closed itself, 1009 for messages that are too long. */
export const BridgeCloseCode = {
  /** A message that is neither a frame nor what comes first. */
  Malformed: 4400,
  /** A token that is not right. */
  Unauthorized: 4401,
  /** The page comes from a place that is not among the `origins` of the bridge. */
  ForeignOrigin: 4403,
  /** Bridge and client speak no common version. */
  UnknownVersion: 4406,
  /** The client did not say who it is in time. */
  HandshakeTimeout: 4408,
  /** The kernel's transport has ended: `frames$` completes. */
  KernelEnded: 4410,
  /** The client went on sending commands although they were answered with Busy. */
  TooManyCommands: 4429,
  /** The client did not read the answers to its commands. */
  TooSlow: 4431,
  /** There is no way to the kernel, or not any more. */
  KernelFailed: 4500,
  /** As many clients as the bridge takes are there. */
  TooManyClients: 4503,
} as const;

/** A text message as an object with a type; undefined for all else. */
export function readMessage(text: string): { readonly type: unknown; readonly [field: string]: unknown } | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && 'type' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

const isNeighbour = (value: unknown): value is Neighbour | undefined =>
  value === undefined || value === 'running' || value === 'absent' || value === 'unknown';

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 1;

/** What a bridge says; undefined for what this version does not know. */
export function readFromBridge(text: string): FromBridge | undefined {
  const message = readMessage(text);
  switch (message?.type) {
    case 'welcome':
      return message['version'] === VERSION && isCount(message['interval']) && isNeighbour(message['bluetoothd'])
        ? (message as unknown as Welcome)
        : undefined;
    case 'alive':
      return isNeighbour(message['bluetoothd']) ? (message as unknown as Alive) : undefined;
    case 'drops':
      return isCount(message['dropped']) ? (message as unknown as Lost) : undefined;
    default:
      return undefined;
  }
}

/** The first message of a client; undefined for all else. */
export function readHello(text: string): Hello | undefined {
  const message = readMessage(text);
  if (message?.type !== 'hello') return undefined;
  const { versions, token } = message;
  const isHello = Array.isArray(versions) && typeof token === 'string';
  return isHello ? { type: 'hello', versions: versions as readonly number[], token } : undefined;
}
