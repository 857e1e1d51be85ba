import type { IncomingMessage } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import { BridgeCloseCode, VERSION, readHello } from '../wire.js';
import type { BridgeEvent } from './client.js';
import { closeSoon } from './close-soon.node.js';
import type { Login } from './authorization.js';
import type { Doorkeeper } from './login.node.js';
import { doorkeeper } from './login.node.js';
import type { ServeSettings } from './options.js';
import { isOriginAllowed } from './origin.js';
import type { WaitingRoom } from './waiting-room.js';

/** One who was let in. */
export interface Guest extends Omit<Login, 'token'> {
  readonly name: string;
  readonly version: number;
}

/** Not let in: a close code, and words. */
type Refusal = readonly [code: number, reason: string];

const TEXT_ONLY: Refusal = [BridgeCloseCode.Malformed, 'the first message must be a hello'];
const OLD: Refusal = [BridgeCloseCode.UnknownVersion, `the bridge speaks version ${VERSION}`];
const STRANGER: Refusal = [BridgeCloseCode.Unauthorized, 'the token is not right'];
const DISMISSALS = {
  late: [BridgeCloseCode.HandshakeTimeout, 'no hello came in time'],
  crowded: [BridgeCloseCode.TooManyClients, 'too many connections wait'],
} as const satisfies Readonly<Record<string, Refusal>>;

/** Finds out who is at the door. */
export class Reception {
  readonly #doorkeeper: Doorkeeper;

  constructor(
    private readonly settings: ServeSettings,
    private readonly room: WaitingRoom,
    private readonly log: (event: BridgeEvent) => void,
  ) {
    this.#doorkeeper = doorkeeper(settings);
  }

  /** Hears what a new connection has to say. */
  receive(
    socket: WebSocket,
    { headers, socket: { remoteAddress } }: IncomingMessage,
    letIn: (guest: Guest) => void,
  ): void {
    const from = { origin: headers.origin, address: remoteAddress };
    const refuse = ([code, reason]: Refusal): void => {
      leave();
      this.log({ event: 'refused', code, reason, ...from });
      closeSoon(socket, code, reason, this.settings.scheduler);
    };
    const leave = this.room.enter((why) => refuse(DISMISSALS[why]));
    socket.once('close', leave);
    if (!isOriginAllowed(from.origin, headers.host, this.settings.origins)) {
      return refuse([
        BridgeCloseCode.ForeignOrigin,
        `pages from ${from.origin} are not among the origins of the bridge`,
      ]);
    }
    socket.once('message', (data, isBinary) => {
      void this.#judge(data, isBinary, from).then((answer) => {
        if (socket.readyState !== socket.OPEN) return;
        if (!('name' in answer)) return refuse(answer);
        leave();
        letIn(answer);
      });
    });
  }

  async #judge(data: RawData, isBinary: boolean, from: Omit<Login, 'token'>): Promise<Guest | Refusal> {
    const hello = isBinary || !(data instanceof Uint8Array) ? undefined : readHello(data.toString());
    if (hello === undefined) return TEXT_ONLY;
    if (!hello.versions.includes(VERSION)) return OLD;
    const name = await this.#doorkeeper({ token: hello.token, ...from });
    return name === undefined ? STRANGER : { name, version: VERSION, ...from };
  }
}
