import type { Status } from '../protocol/enums/status.js';
import type { BytesInput } from '../protocol/bytes.js';
import type { DecodedCommand, MalformedCommand, UnknownCommand } from '../protocol/decode.js';
import type { CommandName, MgmtEvent, MgmtEventInput, Params, ReplyInput } from '../protocol/tables.js';
import type { Drops } from '../transport/transport.js';

/** Makes every field optional. */
type Sparse<T> = { readonly [K in keyof T]?: T[K] };

/** The name of any event, `'Unknown'` and `'Malformed'` among them. */
export type AnyEventName = MgmtEvent['event'];

/**
 * An event of which only its name must be given. The address, its type and the RSSI are those of some device, everything
 * else is zero, off or empty.
 */
export type PartialEvent<N extends AnyEventName = AnyEventName> = N extends AnyEventName
  ? { readonly event: N } & Sparse<Omit<MgmtEventInput<N>, 'event'>>
  : never;

/** What a command returns, by field or as the bytes themselves. Fields that are left out are taken from the command. */
export type PartialReturn<N extends CommandName> = Sparse<ReplyInput<N>> | BytesInput;

/** The answer to a command. */
export type PartialReply<N extends CommandName = CommandName> = N extends CommandName
  ? {
      readonly replyTo: N;
      /** Default: controller 0, or none for commands about none. */
      readonly index?: number | null;
      /** Default: `'Success'`. A failure goes out as Command Status, or with return parameters as Command Complete. */
      readonly status?: Status | number;
      readonly returnParameters?: PartialReturn<N>;
    }
  : never;

/** A report of losses. `total` counts by itself, from the opening of the transport on. */
export type PartialDrops = Pick<Drops, 'dropped'> & Sparse<Drops>;

/** What one marble of a kernel's diagram may stand for: an event, an answer, a loss, or a frame as bytes. */
export type KernelValue = PartialEvent | PartialReply | PartialDrops | BytesInput;

/** A command that was sent, decoded. */
export type SentCommand = DecodedCommand | UnknownCommand | MalformedCommand;

/** The command of one name, decoded. */
export type CommandNamed<N extends CommandName> = Extract<DecodedCommand, { readonly command: N }>;

/** A command that is expected: what is left out is not compared, a parameter that is named is compared as a whole. */
export type ExpectedCommand<N extends CommandName = CommandName> =
  | (N extends CommandName
      ? { readonly command: N; readonly index?: number | null; readonly params?: Sparse<Params<N>> }
      : never)
  | ({ readonly command: 'Unknown' } & Sparse<UnknownCommand>)
  | ({ readonly command: 'Malformed' } & Sparse<MalformedCommand>)
  | N;
