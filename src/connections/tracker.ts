import type { Observable, TimestampProvider } from 'rxjs';
import { BehaviorSubject, distinctUntilChanged } from 'rxjs';
import type { Connection, Quality } from './connection.js';
import { NO_QUALITY } from './connection.js';
import { isSamePeer } from '../controllers/check-peer.js';
import type { Peer } from '../controllers/controller-state.js';
import { advertisedName } from '../protocol/advertising/accessors.js';
import type { MgmtEvent } from '../protocol/tables.js';

type Told = Pick<Connection, 'since' | 'initiated' | 'name'>;

const keyOf = ({ address, addressType }: Peer): string => `${addressType} ${address}`;

/** All that is known of connections. */
export class Tracker {
  readonly #peers = new BehaviorSubject<readonly Peer[]>([]);
  readonly #told = new Map<string, Told>();
  #connections: readonly Connection[] = Object.freeze([]);
  #hasBegun = false;

  /** @param clock Tells the time */
  constructor(private readonly clock: TimestampProvider) {}

  /** Who is connected; the same list until a device comes or goes. */
  get peers$(): Observable<readonly Peer[]> {
    return this.#peers.pipe(distinctUntilChanged());
  }

  get connections(): readonly Connection[] {
    return this.#connections;
  }

  hear(event: MgmtEvent<'DeviceConnected'> | MgmtEvent<'DeviceDisconnected'>): void {
    if (event.event === 'DeviceDisconnected') {
      this.#told.delete(keyOf(event));
      return;
    }
    this.#told.set(keyOf(event), {
      since: this.clock.now(),
      initiated: event.flags.InitiatedConnection,
      name: advertisedName(event.eirData),
    });
  }

  /** Who is connected now. */
  list(peers: readonly Peer[]): void {
    const before = this.#connections;
    const now = peers.map((peer) => before.find((known) => isSamePeer(known, peer)) ?? this.#connected(peer));
    const isSame = this.#hasBegun && now.length === before.length && now.every((one, n) => one === before[n]);
    if (!isSame) this.#connections = Object.freeze(now);
    this.#hasBegun = true;
    this.#peers.next(peers);
  }

  rate(peer: Peer, quality: Quality): void {
    const isNew = (known: Connection): boolean =>
      isSamePeer(known, peer) && JSON.stringify({ ...known, ...quality }) !== JSON.stringify(known);
    if (!this.#connections.some(isNew)) return;
    this.#connections = Object.freeze(
      this.#connections.map((known) => (isNew(known) ? Object.freeze({ ...known, ...quality }) : known)),
    );
  }

  #connected({ address, addressType }: Peer): Connection {
    const told = this.#told.get(keyOf({ address, addressType }));
    const since = told?.since ?? (this.#hasBegun ? this.clock.now() : undefined);
    return Object.freeze({ address, addressType, since, initiated: told?.initiated, name: told?.name, ...NO_QUALITY });
  }
}
