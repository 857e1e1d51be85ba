import { Link } from './link.js';
import type { LinkListener } from './link.js';
import type { CommandLink, Ticket } from './ticket.js';
import { ended } from './ends.js';
import type { Transport } from '../transport/transport.js';
import { sameBytes } from '../protocol/bytes.js';

/**
 * What these are about belongs to the socket that they are sent over: its own packets (mesh_tx of struct mgmt_mesh_tx in mgmt_util.h),
 * and which events it gets (hci_sock_set_flag in mgmt.c).
 */
const BOUND_TO_SOCKET: ReadonlySet<string> = new Set([
  'TransmitMeshPacket',
  'CancelTransmitMeshPacket',
  'ReadMeshFeatures',
  'ReadExtendedControllerIndexList',
  'ReadExtendedControllerInformation',
  'ReadExperimentalFeaturesInformation',
  'SetExperimentalFeature',
  'ReadLocalOutOfBandExtendedData',
]);

/**
 * The connections of one client: the main one, which has the events, and others beside it for commands whose answer on the main
 * one could be mistaken for that of a command that was given up. These are opened when they are needed, and closed as
 * soon as they are not.
 */
export class Links {
  readonly main: CommandLink;
  readonly #sides = new Set<CommandLink>();

  constructor(
    transport: Transport,
    mainListener: LinkListener<Ticket>,
    private readonly onSideFrame: (link: CommandLink, bytes: Uint8Array) => void,
    private readonly onSideEnd: (link: CommandLink, error: unknown) => void,
  ) {
    this.main = new Link(transport, mainListener);
  }

  /** Whether there can be others beside the main one. */
  get canBranch(): boolean {
    return this.main.transport.another !== undefined;
  }

  /**
   * Where a command can go now, and its answer is told from others. Undefined if nowhere: there is no other way, and the
   * answer to another command with the same opcode for the same controller is still to come.
   *
   * Throws what opening one more connection fails with.
   */
  choose({ kind, request }: Ticket): CommandLink | undefined {
    const owed = this.main.owed(kind);
    if (owed.length === 0) return this.main;
    const { transport } = this.main;
    if (transport.another !== undefined && !BOUND_TO_SOCKET.has(request.command)) {
      return this.#openSide() ?? this.#branch(transport.another());
    }
    // The same bytes are the same question: whichever answer comes, it is one to both.
    return owed.every((ticket) => sameBytes(ticket.request.frame, request.frame)) ? this.main : undefined;
  }

  /** One who needed it does no more. */
  release(link: CommandLink): void {
    link.users--;
    if (link !== this.main && link.users === 0) this.#drop(link);
  }

  close(): void {
    for (const side of this.#sides) side.close();
    this.#sides.clear();
    this.main.close();
  }

  #openSide(): CommandLink | undefined {
    for (const side of this.#sides) if (!side.isRetired) return side;
    return undefined;
  }

  #branch(transport: Transport): CommandLink {
    let failure: { readonly error: unknown } | undefined;
    let isOpen = false;
    const end = (link: CommandLink, error: unknown): void => {
      link.isRetired = true;
      if (isOpen) this.onSideEnd(link, error);
      else failure = { error };
    };
    const side = new Link(transport, {
      frame: this.onSideFrame,
      failed: end,
      completed: (link) => end(link, ended()),
      // The answers that it was opened for do not come over the next one.
      changed: (link, state) => {
        if (state.state === 'cut') end(link, state.error);
      },
    });
    side.open();
    isOpen = true;
    if (failure !== undefined) throw failure.error;
    this.#sides.add(side);
    return side;
  }

  #drop(side: CommandLink): void {
    this.#sides.delete(side);
    side.close();
  }
}
