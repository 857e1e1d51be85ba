import { defer, tap } from 'rxjs';
import type { Transport } from 'rx-btmgmt';
import { encodeEvent } from 'rx-btmgmt';
import { headerIn } from '../../../../src/protocol/header.js';
import type { WebSocketClass } from 'rx-btmgmt/websocket';
import { WebSocket } from 'ws';

/** What came, in its order: frames in hexadecimal, and how many are said to be missing in that place. */
export type Came = (string | number)[];

const hex = (frame: Uint8Array): string => Buffer.from(frame).toString('hex');

/** A kernel that notes what it says to each who opens one of its transports, in the order in which they open them. */
export function recordedKernel(transport: Transport, opened: Came[]): Transport {
  const { another, drops$ } = transport;
  let came: Came = [];
  const frames$ = defer(() => {
    came = [];
    opened.push(came);
    return transport.frames$.pipe(tap((frame) => came.push(hex(frame))));
  });
  return {
    frames$,
    send: (frame) => {
      try {
        transport.send(frame);
      } catch (error) {
        // The bridge says this to the client.
        const { code, index } = headerIn(frame);
        came.push(hex(encodeEvent({ event: 'CommandStatus', index, commandOpcode: code, status: 'Failed' })));
        throw error;
      }
    },
    ...(drops$ && { drops$: drops$.pipe(tap(({ dropped }) => came.push(dropped))) }),
    ...(another && { another: () => recordedKernel(another(), opened) }),
  };
}

/** A class of WebSockets that notes what came over each, by the token of its hello. */
export function recordedWebSocket(connections: Map<string, Came>): WebSocketClass {
  return class extends WebSocket {
    readonly #came: Came = [];

    constructor(url: string) {
      super(url);
      this.on('message', (data: Buffer, isBinary) => {
        if (isBinary) this.#came.push(hex(new Uint8Array(data)));
        else {
          const { dropped } = JSON.parse(String(data)) as { readonly dropped?: number };
          if (dropped !== undefined) this.#came.push(dropped);
        }
      });
    }

    override send(data: string | Uint8Array): void {
      if (typeof data === 'string') connections.set((JSON.parse(data) as { readonly token: string }).token, this.#came);
      super.send(data);
    }
  };
}

/**
 * Whether a client got what its socket was told: everything in its order, and as many reported missing as are, in their place; or the beginning of
 * that. Gives what is wrong, and how much it has not got yet.
 */
export function compare(told: Came, got: Came): { readonly wrong: string | undefined; readonly left: number } {
  const due = told.flatMap((one) => (typeof one === 'number' ? Array<undefined>(one).fill(undefined) : [one]));
  let at = 0;
  for (const one of got) {
    if (typeof one === 'number') at += one;
    else if (due[at++] !== one) return { wrong: `${one} instead of ${String(due[at - 1])} as number ${at}`, left: 0 };
  }
  return { wrong: at > due.length ? `${at} instead of ${due.length}` : undefined, left: due.length - at };
}
