import { Mgmt, decodeEvent, decodeReply, encodeCommand, memoryTransport } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import { Observable, Subject, filter, map, merge, share, take, timeout } from 'rxjs';
import { commandComplete } from './frames.js';
import type { Measurement } from './measurement.js';
import { fastest, nanoseconds, times } from './measurement.js';

const COMMANDS = 20_000;
const ROUNDS = 25;
const SET_POWERED = 0x0005;

/** A transport that answers before `send` returns. */
function synchronous(): Transport {
  const frames = new Subject<Uint8Array>();
  return { frames$: frames, send: () => frames.next(commandComplete) };
}

/** What one would write with the operators of RxJS: send it, and take the first answer that fits. */
function plainCommand(transport: Transport): Observable<unknown> {
  const events$ = transport.frames$.pipe(map(decodeEvent), share());
  events$.subscribe();
  const sent$ = new Observable<never>(() => transport.send(encodeCommand('SetPowered', 0, { powered: true })));
  const reply$ = events$.pipe(
    filter((event) => event.event === 'CommandComplete'),
    filter(({ commandOpcode, index }) => commandOpcode === SET_POWERED && index === 0),
    take(1),
    timeout(10_000),
    map(({ returnParameters }) => decodeReply('SetPowered', returnParameters)),
  );
  return merge(reply$, sent$).pipe(take(1));
}

/** What a command costs without any socket. */
export async function commands(): Promise<Measurement> {
  const mgmt = new Mgmt(synchronous());
  mgmt.events$.subscribe();
  const command$ = mgmt.command$('SetPowered', 0, true);
  const plain$ = plainCommand(synchronous());
  const [ours = NaN, plain = NaN] = await fastest(
    ROUNDS,
    () => nanoseconds(COMMANDS, () => command$.subscribe()),
    () => nanoseconds(COMMANDS, () => plain$.subscribe()),
  );
  mgmt.close();
  return {
    what: 'command without a socket : of operators',
    ratio: ours / plain,
    budget: 0.6,
    detail: times(ours, plain),
  };
}

const OTHERS = 1_000;
const EVENTS = 100_000;
/** What a subscriber whom an event does not concern may cost it, in nanoseconds. */
const ALLOWED = 5;

/** What one more subscriber costs an event that does not concern it. */
export async function bystanders(): Promise<Measurement> {
  const nanosecondsWith = (others: number): number => {
    const [client, kernel] = memoryTransport();
    kernel.frames$.subscribe();
    const mgmt = new Mgmt(client);
    mgmt.event$('IndexAdded', 0).subscribe();
    for (let n = 0; n < others; n++) mgmt.event$(n % 2 === 0 ? 'DeviceFound' : 'IndexAdded', 1).subscribe();
    const frame = Uint8Array.of(0x04, 0, 0, 0, 0, 0);
    const taken = nanoseconds(EVENTS, () => kernel.send(frame));
    mgmt.close();
    return taken;
  };
  const [many = NaN, none = NaN] = await fastest(
    ROUNDS,
    () => nanosecondsWith(OTHERS),
    () => nanosecondsWith(0),
  );
  const each = (many - none) / OTHERS;
  return {
    what: `each of ${OTHERS} that an event does not concern : ${ALLOWED} ns`,
    ratio: Math.max(0, each) / ALLOWED,
    budget: 1,
    detail: `${each.toFixed(2)} ns each: ${times(many, none)}`,
  };
}
