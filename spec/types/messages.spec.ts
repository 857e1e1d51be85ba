import { spawnSync } from 'node:child_process';
import type {
  Args,
  CommandIndex,
  CommandName,
  DecodedParams,
  EventName,
  MgmtEvent,
  MgmtEventInput,
  Params,
  Reply,
  ReplyInput,
} from '../../src/index.js';
import type {
  ArgsOf,
  DecodedParamsOf,
  EventInputOf,
  EventOf,
  IndexInputOf,
  ParamsOf,
  ReplyInputOf,
  ReplyOf,
} from '../../src/protocol/define.js';
import type { CommandCodecs, EventCodecs, ExtraOf } from '../../src/protocol/tables.js';

/** True only if both types are the same, neither wider nor narrower. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** A type in which nothing may be missing: what may be missing could be left out of one of two unnoticed. */
type Complete<T> = T extends Uint8Array ? T : T extends object ? { [K in keyof T]-?: Complete<T[K]> } : T;

/** True only for the same type, down to what may be missing. */
type Identical<A, B> = Same<A, B> extends true ? Same<Complete<A>, Complete<B>> : false;

/** The names of which that does not hold: none, or the compiler shows which. */
type Failing<R> = { [N in keyof R]: R[N] extends true ? never : N }[keyof R];
type None<T> = [T] extends [never] ? true : T;
const holds = (truth: true): void => expect(truth).toBe(true);

describe('the types that people see are those of the codecs', () => {
  it('of parameters by name', () => {
    holds(true satisfies None<Failing<{ [N in CommandName]: Identical<Params<N>, ParamsOf<CommandCodecs[N]>> }>>);
    holds(
      true satisfies None<
        Failing<{ [N in CommandName]: Identical<DecodedParams<N>, DecodedParamsOf<CommandCodecs[N]>> }>
      >,
    );
  });

  it('of parameters in order', () => {
    holds(true satisfies None<Failing<{ [N in CommandName]: Identical<Args<N>, ArgsOf<CommandCodecs[N]>> }>>);
  });

  it('of replies', () => {
    holds(true satisfies None<Failing<{ [N in CommandName]: Identical<Reply<N>, ReplyOf<CommandCodecs[N]>> }>>);
    holds(
      true satisfies None<Failing<{ [N in CommandName]: Identical<ReplyInput<N>, ReplyInputOf<CommandCodecs[N]>> }>>,
    );
  });

  it('of the index', () => {
    holds(
      true satisfies None<
        Failing<{ [N in CommandName]: Identical<CommandIndex<N>, IndexInputOf[CommandCodecs[N]['index']]> }>
      >,
    );
  });

  it('of events', () => {
    holds(
      true satisfies None<
        Failing<{ [N in EventName]: Identical<MgmtEvent<N>, EventOf<N, EventCodecs[N], ExtraOf<N>>> }>
      >,
    );
    holds(
      true satisfies None<
        Failing<{ [N in EventName]: Identical<MgmtEventInput<N>, EventInputOf<N, EventCodecs[N], ExtraOf<N>>> }>
      >,
    );
  });

  it('of all messages, and of no others', () => {
    holds(true satisfies Identical<CommandName, keyof CommandCodecs>);
    holds(true satisfies Identical<EventName, keyof EventCodecs>);
  });

  it('are noticed if they are not', () => {
    // @ts-expect-error something else
    holds(true satisfies None<Failing<{ a: Identical<{ x: number }, { x: string }> }>>);
    // @ts-expect-error it may be missing
    holds(true satisfies None<Failing<{ a: Identical<{ x: number }, { x?: number }> }>>);
    // @ts-expect-error it is not there
    holds(true satisfies None<Failing<{ a: Identical<{ x: number }, { x: number; y?: number }> }>>);
    // @ts-expect-error a name more
    holds(true satisfies None<Failing<{ a: Identical<{ x: 'a' }, { x: 'a' | 'b' }> }>>);
    // @ts-expect-error deeper down
    holds(true satisfies None<Failing<{ a: Identical<{ x: { y: 1 }[] }, { x: { y: 2 }[] }> }>>);
    // @ts-expect-error no label is no difference, but a parameter more is
    holds(true satisfies None<Failing<{ a: Identical<[x: number], [x: number, y?: number]> }>>);
  });
});

describe('src/protocol/messages.generated.ts', () => {
  it('says what the tables say', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/message-types.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
