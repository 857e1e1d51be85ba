import { OptionError } from '../../protocol/option-error.js';

/** What is needed of a WebSocket: the browser's, Node's and that of the package `ws` have it. */
export interface WebSocketLike {
  binaryType: string;
  /** How many bytes wait to be sent. */
  readonly bufferedAmount: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** A class of WebSockets. */
export type WebSocketClass = new (url: string) => WebSocketLike;

/** That of the runtime. @throws OptionError if it has none */
export function globalWebSocket(): WebSocketClass {
  const found: unknown = (globalThis as { readonly WebSocket?: unknown }).WebSocket;
  if (typeof found === 'function') return found as WebSocketClass;
  throw new OptionError(
    'WebSocket',
    found,
    'given, and this runtime lacks one, as Node before 22 does: give { WebSocket } of the package "ws"',
  );
}
