/** What {@link Transport} promises, in the words of its documentation: scenarios are held to these, and name them when they fail. */
export interface TransportPromise {
  readonly member: 'frames$' | 'send' | 'drops$' | 'connection$' | 'isOpen' | 'poll' | 'another' | 'bluetoothd';
  readonly text: string;
}

const of = (member: TransportPromise['member'], text: string): TransportPromise => ({ member, text });

export const promises = {
  whole: of('frames$', 'each one whole, once, in the order in which they came'),
  alike: of('frames$', 'to all subscribers alike, whatever those do meanwhile'),
  owned: of('frames$', 'a `Uint8Array` with memory of its own, owned by the receiver'),
  noBuffer: of('frames$', "not Node's subclass, whose `slice` is no copy"),
  opens: of('frames$', 'Subscribing opens'),
  shared: of('frames$', 'all subscribers share what is open'),
  fromThenOn: of('frames$', 'all subscribers share what is open, and get what comes from then on'),
  lastCloses: of('frames$', 'Unsubscribing the last one closes, at whatever moment'),
  again: of('frames$', 'Subscribing again opens anew, also after an error and after completion'),
  errors: of('frames$', 'If opening or reading fails it errors with a TransportError'),
  errorsLater: of('frames$', 'it errors with a TransportError, after `subscribe` has returned'),
  completes: of('frames$', 'It completes if the other end has ended the connection properly'),
  closedByThen: of('frames$', 'It is closed by then'),
  oneFrame: of('send', 'Sends exactly one frame'),
  refuses: of('send', 'or throws a TransportError, after which it can go on'),
  closed: of('send', "Only while `frames$` is subscribed: otherwise it throws 'CLOSED'"),
  whileOpening: of('send', 'What is sent while it is still being opened goes out when it is open'),
  callers: of('send', "The bytes are the caller's again when it returns"),
  drops: of('drops$', 'emits after frames were dropped'),
  dropsGoOn: of('drops$', 'never completes before `frames$` does'),
  dropsOpenNothing: of('drops$', 'It opens nothing by itself'),
  connection: of(
    'connection$',
    'Tells when it is open, for the first time and again, and when it is cut and being made again',
  ),
  cut: of('connection$', '`send` throws until it is there again'),
  isOpen: of('isOpen', 'Whether it is open'),
  poll: of('poll', 'Delivers the frames that have come already, now'),
  pollIdle: of('poll', 'while `frames$` has no subscriber, it does nothing'),
  pollNested: of('poll', 'Called while frames are being delivered, it does nothing'),
  another: of('another', 'a socket of its own, which is opened, answered and closed by itself'),
  anotherOpensNothing: of('another', 'Opens nothing by itself'),
  bluetoothd: of('bluetoothd', 'Whether bluetoothd works on the same kernel, as far as can be said now'),
  bluetoothdOpensNothing: of('bluetoothd', 'Opens nothing that stays open, never throws'),
} as const satisfies Readonly<Record<string, TransportPromise>>;
