import { TransportError } from '../errors.js';
import { BridgeCloseCode } from './wire.js';

/** How a connection ended. */
export type End =
  /** The kernel's transport has ended properly. */
  | { readonly how: 'completed' }
  /** It broke, or could not be made; another attempt may help. */
  | { readonly how: 'cut'; readonly error: TransportError }
  /** Another attempt would end the same way. */
  | { readonly how: 'refused'; readonly error: TransportError };

const REFUSALS: Readonly<Record<number, string>> = {
  [BridgeCloseCode.Malformed]: 'It did not understand this client: is it another version of rx-btmgmt?',
  [BridgeCloseCode.Unauthorized]:
    'The token is not right. Give the one that the bridge was started with as option "token".',
  [BridgeCloseCode.ForeignOrigin]:
    'It does not take clients from this page. Add the origin of the page to the option "origins" of serveMgmt().',
  [BridgeCloseCode.UnknownVersion]:
    'It speaks no version of the protocol that this client does. Update the older one of the two.',
  1009: 'A message was longer than it takes.',
};

const CUTS: Readonly<Record<number, string>> = {
  1001: 'It was closed.',
  [BridgeCloseCode.HandshakeTimeout]: 'This client did not say who it is in time.',
  [BridgeCloseCode.TooManyCommands]: 'This client sent commands faster than it takes them.',
  [BridgeCloseCode.TooSlow]: 'This client did not read the answers to its commands.',
  [BridgeCloseCode.TooManyClients]: 'As many clients as it takes are there.',
};

const UNREACHABLE =
  'Is it running, is the URL right, with ws: or wss: as the proxy wants it? A page that was loaded by https: can reach wss: only.';

const host = (url: string): string => new URL(url).host;

/** There is no server, or none of this protocol. */
export const unreachable = (url: string, why: string): TransportError =>
  new TransportError('UNREACHABLE', 'connect', 0, `There is no way to a bridge at ${host(url)}. ${why}`);

const disconnected = (url: string, why: string): TransportError =>
  new TransportError(
    'DISCONNECTED',
    'recv',
    0,
    `The connection to the bridge at ${host(url)} broke. ${why} Whether commands that waited for an answer were carried out is not known.`,
  );

/** Nothing was heard of the bridge for too long. */
export const silent = (url: string): End => ({
  how: 'cut',
  error: disconnected(url, 'Nothing was heard of it any more.'),
});

/** What there is no connection for now. */
export const notNow = (url: string): TransportError =>
  new TransportError(
    'DISCONNECTED',
    'send',
    0,
    `The connection to the bridge at ${host(url)} is broken, and is being made again. Nothing was sent: try again when it is there.`,
  );

/** What a close code means. @param wasOpen whether the bridge had taken this client */
export function endOf(url: string, wasOpen: boolean, code: number, reason: string): End {
  const refusal = REFUSALS[code];
  const said = reason === '' ? '' : ` (It said: ${reason})`;
  if (code === BridgeCloseCode.KernelEnded) return { how: 'completed' };
  if (code === BridgeCloseCode.KernelFailed) return { how: 'refused', error: failedThere(url, reason) };
  if (refusal !== undefined) {
    const message = `The bridge at ${host(url)} refuses this client. ${refusal}${said}`;
    return { how: 'refused', error: new TransportError('REFUSED', 'connect', 0, message) };
  }
  const why = CUTS[code];
  if (wasOpen) return { how: 'cut', error: disconnected(url, `${why ?? `Its close code is ${code}.`}${said}`) };
  return { how: 'cut', error: unreachable(url, `${why ?? UNREACHABLE}${said}`) };
}

/** The reason is made by `kernelFailure` of the bridge: a code, the system call, the number, and words. */
function failedThere(url: string, reason: string): TransportError {
  const [, code = '', syscall = '', errno = '', message = ''] = /^(\w+) (\w+) (\d+) (.*)$/s.exec(reason) ?? [];
  const known = code as TransportError['code'];
  const words = `The bridge at ${host(url)} has no way to its kernel: ${message === '' ? reason : message}`;
  return code === ''
    ? new TransportError('UNREACHABLE', 'connect', 0, words)
    : new TransportError(known, syscall, Number(errno), words);
}
