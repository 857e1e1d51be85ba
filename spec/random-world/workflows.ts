import type {
  AdvertisingState,
  AutoConnectDevice,
  Connection,
  Controller,
  KeyChange,
  KeyStore,
  Mgmt,
  PairingRequest,
  Peer,
} from 'rx-btmgmt';
import {
  acceptConfirmations,
  advertise,
  autoConnect,
  connections,
  controller,
  pair,
  pairingRequests,
  persistKeys,
} from 'rx-btmgmt';
import type { Dice } from '../contract/harness/dice.js';
import { Participant } from '../support/participant.js';

/** A program, and how it names the controller: where that sits, or its address. */
export interface Place {
  readonly name: string;
  readonly mgmt: Mgmt;
  readonly which: number | string;
}

/** What a workflow does while it can't go on: each of both at random. */
const reactions = (dice: Dice): { whenOff: 'pause' | 'error'; whenAbsent: 'pause' | 'error' } => ({
  whenOff: dice.percent(20) ? 'error' : 'pause',
  whenAbsent: dice.percent(20) ? 'error' : 'pause',
});

/** One of the workflows of the library, in a program. */
export abstract class Workflow extends Participant {
  protected readonly controller: Controller;

  constructor(
    readonly place: Place,
    label: string,
    /** What was asked for; errors without that are wrong. */
    readonly options: object,
  ) {
    super(place.mgmt.scheduler, `${place.name} ${label} ${place.which} ${JSON.stringify(options)}`);
    this.controller = controller(place.mgmt, place.which);
  }

  /** Whether it is doing what it is for, now that it can. */
  abstract get isAtWork(): boolean;
}

export class Advertiser extends Workflow {
  #state: AdvertisingState | undefined;

  constructor(place: Place, dice: Dice) {
    const options = { connectable: dice.percent(50), ...reactions(dice) };
    super(place, 'advertises', options);
    this.follow(advertise(this.controller, { name: 'A' }, options), (state) => (this.#state = state));
  }

  get isAtWork(): boolean {
    return this.#state?.state === 'On';
  }

  /** That of its advertisement. */
  get number(): number | undefined {
    return this.#state?.state === 'On' ? this.#state.instance : undefined;
  }
}

export class Connector extends Workflow {
  #devices: readonly AutoConnectDevice[] = [];
  /** When it lost its last connection. */
  #partedAt = -Infinity;

  constructor(
    place: Place,
    dice: Dice,
    readonly peer: Peer,
  ) {
    const options = reactions(dice);
    super(place, `connects to ${peer.address}`, options);
    this.follow(autoConnect(this.controller, [peer], options), (devices) => {
      if (this.#isConnected) this.#partedAt = place.mgmt.scheduler.now();
      this.#devices = devices;
    });
  }

  get #isConnected(): boolean {
    return this.#devices.some(({ connected }) => connected);
  }

  /** Whether it had a connection since then. */
  wasConnected(since: number): boolean {
    return this.#isConnected || this.#partedAt >= since;
  }

  get isAtWork(): boolean {
    return this.#devices.length > 0 && this.#devices.every(({ listed }) => listed);
  }
}

export class Watcher extends Workflow {
  list: readonly Connection[] | undefined;

  constructor(place: Place) {
    super(place, 'watches connections', {});
    this.follow(connections(this.controller, { interval: 5_000 }), (list) => (this.list = list));
  }

  get isAtWork(): boolean {
    return this.list !== undefined;
  }
}

export class Pairing extends Workflow {
  constructor(place: Place, dice: Dice, peer: Peer) {
    const options = {
      timeout: 1_000 + dice.below(30_000),
      ...(dice.percent(60) ? { policy: acceptConfirmations } : {}),
      ...(dice.percent(15) ? { settings: [] } : {}),
      ...reactions(dice),
    };
    super(place, `pairs with ${peer.address}`, options);
    this.follow(pair(this.controller, peer, options), () => undefined);
  }

  /** It is over soon, one way or the other. */
  get isAtWork(): boolean {
    return this.end !== undefined;
  }
}

export class Agent extends Workflow {
  readonly requests: PairingRequest[] = [];

  constructor(place: Place, dice: Dice) {
    const options = dice.percent(30) ? { ioCapability: dice.one(['DisplayYesNo', 'KeyboardDisplay'] as const) } : {};
    super(place, 'answers', options);
    const answers = dice.percent(50);
    this.follow(pairingRequests(this.controller, options), (request) => {
      this.requests.push(request);
      if (answers) acceptConfirmations(request);
    });
  }

  get isAtWork(): boolean {
    // Whether it is asked is tried when a device begins to pair.
    return this.end === undefined;
  }
}

export class Keeper extends Workflow {
  readonly changes: KeyChange[] = [];

  constructor(place: Place, dice: Dice, store: KeyStore) {
    const { whenAbsent } = reactions(dice);
    super(place, 'keeps keys', { whenAbsent });
    this.follow(persistKeys(this.controller, store, { whenAbsent }), (change) => this.changes.push(change));
  }

  get isAtWork(): boolean {
    return this.changes.some(({ change }) => change === 'loaded');
  }
}
