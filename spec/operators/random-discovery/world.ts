import type { AddressType, DiscoveryState, Mgmt } from 'rx-btmgmt';
import { Mgmt as Client, discoveryState, isStatusError } from 'rx-btmgmt';
import type { Simulator } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { take } from 'rxjs';
import { Dice } from '../../contract/harness/dice.js';
import { record } from '../../support/recorder.js';
import { ManualTime } from '../../simulator/manual-time.js';
import { NEIGHBOURS, wanted } from './neighbours.js';
import { Subscriber } from './subscriber.js';
import { Timeline, Witness } from './witness.js';

const LE = ['LEPublic', 'LERandom'] as const;
const CLASSIC = ['BREDR'] as const;
const ALL = [...CLASSIC, ...LE] as const;
const KINDS: readonly (readonly AddressType[])[] = [LE, CLASSIC, ALL];
const STARTS = ['StartDiscovery', 'StartServiceDiscovery', 'StartLimitedDiscovery'] as const;

/** Their names, in the order of the clients. */
const PROGRAMS = ['lossy', 'clean', 'third'] as const;

/** The kernel's own limits: an inquiry with all its names, in milliseconds. */
const LONGEST = 27_000;
/** Everything that anybody may wait for has happened by then, in milliseconds. */
const LONG = 80_000;

/** A world in which everything happens that can happen to a discovery, and what is wrong about what came of it. */
export class RandomDiscovery {
  readonly complaints: string[] = [];
  readonly #time = new ManualTime();
  readonly #dice: Dice;
  readonly #simulator: Simulator;
  readonly #transport;
  /** Programs with this library; the first one suffers losses. */
  readonly #clients: readonly Mgmt[];
  /** A program that starts and stops as it likes. */
  readonly #other: Mgmt;
  readonly #witness: Witness;
  readonly #isAsleep: Timeline<boolean>;
  readonly #subscribers: Subscriber[] = [];
  /** Whether answers or events to the first client were lost or late. */
  #hasLosses = false;
  #block: { end(): void } | undefined;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
    const kernel = this.#dice.one(['6.1', '6.12', 'newest'] as const);
    this.#simulator = createSimulator({
      scheduler: this.#time,
      seed,
      kernel,
      devices: NEIGHBOURS.map(({ options }) => options),
    });
    const open = (): Mgmt => new Client(this.#simulator.transport(), { scheduler: this.#time });
    this.#transport = this.#simulator.transport();
    this.#clients = [new Client(this.#transport, { scheduler: this.#time }), open(), open()];
    this.#other = open();
    this.#witness = new Witness(open());
    this.#isAsleep = new Timeline(() => this.#time.now(), false);
    this.#switchOn();
  }

  /** Something happens, and time passes. */
  step(): void {
    this.#repair(50);
    const happening = this.#dice.below(100);
    if (happening < 42) this.#subscribe();
    else if (happening < 62) this.#leave();
    else if (happening < 70) this.#command('StartDiscovery', this.#dice.one(KINDS));
    else if (happening < 75) this.#command('StopDiscovery', this.#dice.one(KINDS));
    else if (happening < 79) this.#power(false);
    else if (happening < 84) this.#sleep(true);
    else if (happening < 86) this.#block ??= this.#simulator.controllers[0]?.faults.block();
    else if (happening < 88) this.#simulator.controllers[0]?.remove();
    else this.#lose();
    this.#time.pass(this.#dice.one([0, 0, 3, 40, 700, 2_500, 6_000, 12_000]));
  }

  /** Everybody has what can be had, or has left; then it must be usable. */
  end(): void {
    this.#simulator.faults.clear();
    // What was just begun is done.
    this.#time.pass(100);
    this.#repair(100);
    this.#expectTurns(LONG);
    for (const subscriber of this.#subscribers) this.#judge(subscriber);
    this.#expectStates();
    for (const subscriber of this.#subscribers) subscriber.leave();
    for (const kinds of KINDS) this.#command('StopDiscovery', kinds);
    this.#time.pass(2_000);
    if (this.#witness.kinds.value.length > 0) this.complaints.push('somebody discovers although all have left');
    this.#expectUsable();
    this.#witness.close();
    this.#time.pass(LONG);
  }

  #subscribe(): void {
    const pick = <T>(chance: number, values: readonly T[]): T | undefined =>
      this.#dice.percent(chance) ? this.#dice.one(values) : undefined;
    const options: Record<string, unknown> = {
      addressTypes: pick(60, [LE, CLASSIC, ALL, ['LEPublic'], ['LERandom', 'BREDR']]),
      uuids: pick(40, [['180f'], ['fcd2'], ['1805', '110b'], []]),
      uuidFields: pick(30, [['ServiceUuids'], ['SolicitedUuids'], ['ServiceData', 'SolicitedUuids']]),
      rssiThreshold: pick(40, [-60, -75, -127]),
      limited: pick(15, [true]),
      continuous: pick(40, [true]),
    };
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const which = this.#dice.below(PROGRAMS.length);
    this.#subscribers.push(new Subscriber(PROGRAMS[which]!, this.#clients[which]!, given));
  }

  #leave(): void {
    const present = this.#subscribers.filter(({ end }) => end === undefined);
    if (present.length > 0) this.#dice.one(present).leave();
  }

  #lose(): void {
    const transport = this.#transport;
    const command = this.#dice.one([...STARTS, 'StopDiscovery', 'StopDiscovery'] as const);
    const { faults } = this.#simulator;
    const kind = this.#dice.below(4);
    if (kind === 0) faults.dropReplies({ command, transport, times: 1 });
    else if (kind === 1) faults.delayReplies(1_500, { command, transport, times: 1 });
    else if (kind === 2) faults.delayReplies(12_000, { command, transport, times: 1 });
    else
      faults.dropEvents({
        event: this.#dice.one(['Discovering', 'DeviceFound', 'NewSettings'] as const),
        transport,
        times: 1,
      });
    this.#hasLosses = true;
  }

  /** What is broken is repaired, each with that chance. */
  #repair(chance: number): void {
    if (this.#isAsleep.value && this.#dice.percent(chance)) this.#sleep(false);
    if (this.#block !== undefined && this.#dice.percent(chance)) {
      this.#block.end();
      this.#block = undefined;
    }
    if (!this.#witness.isPresent.value && this.#dice.percent(chance)) {
      this.#simulator.addController();
      this.#time.pass(10);
      this.#switchOn();
    }
    if (!this.#witness.isPowered.value && this.#witness.isPresent.value && this.#dice.percent(chance))
      this.#power(true);
  }

  #switchOn(): void {
    record(this.#other.command$('SetLowEnergy', 0, true));
    this.#power(true);
    this.#time.pass(20);
  }

  #power(powered: boolean): void {
    record(this.#other.command$('SetPowered', 0, powered));
    this.#time.pass(this.#dice.one([0, 1, 20]));
  }

  #command(name: 'StartDiscovery' | 'StopDiscovery', kinds: readonly AddressType[]): void {
    record(this.#other.command$(name, 0, kinds));
  }

  #sleep(isAsleep: boolean): void {
    if (isAsleep === this.#isAsleep.value) return;
    this.#isAsleep.set(isAsleep);
    if (isAsleep) this.#simulator.suspend();
    else this.#simulator.resume();
  }

  /** What is wrong about the end of a subscriber's discovery. */
  #judge(subscriber: Subscriber): void {
    const { end, from, options, unwanted } = subscriber;
    const complain = (what: string): void => void this.complaints.push(`${what}: ${subscriber.description}`);
    if (unwanted.length > 0) complain(`got ${unwanted.join(', ')}`);
    if (end === undefined) {
      if (options.continuous !== true) complain('never ended');
      return;
    }
    if (end.why === 'left') return;
    if (!this.#isTrue(subscriber, from, end)) complain('ended for no reason');
  }

  #isTrue(subscriber: Subscriber, from: number, end: { readonly time: number; readonly why: string }): boolean {
    const { isPowered, isPresent, kinds } = this.#witness;
    const { options } = subscriber;
    const isLossy = subscriber.name === 'lossy' && this.#hasLosses;
    const types = options.addressTypes ?? LE;
    const finds = (found: readonly (AddressType | number)[]): boolean => types.every((type) => found.includes(type));
    switch (end.why) {
      case 'complete':
        return options.continuous !== true && (isLossy || kinds.total(from, end.time, finds) >= 9_400);
      case 'NotPowered':
        return isPowered.ever(from, end.time, (value) => !value);
      case 'InvalidIndex':
        return isPresent.ever(from, end.time, (value) => !value);
      case 'Cancelled':
        return options.continuous !== true && this.#isAsleep.ever(from, end.time, (value) => value);
      case 'Busy':
        return (
          options.continuous !== true &&
          end.time - from >= 5_000 &&
          kinds.total(end.time - 4_900, end.time, finds) === 0
        );
      case 'Timeout':
        return isLossy;
      default:
        return false;
    }
  }

  /**
   * In so many milliseconds everybody who goes on has a turn: a discovery of its own, or one of others that finds what it wants. Nobody has
   * one with a kernel that is stuck after sleep.
   */
  #expectTurns(duration: number): void {
    const hadTurn = PROGRAMS.map(() => false);
    const watching = this.#clients.map((client, i) =>
      discoveryState(client, 0).subscribe(({ phase }) => {
        if (phase === 'discovering' || phase === 'listening') hadTurn[i] = true;
      }),
    );
    this.#time.pass(duration);
    for (const watch of watching) watch.unsubscribe();
    for (const [i, name] of PROGRAMS.entries()) {
      if (!hadTurn[i] && hadTurn.includes(true) && this.#isWanted(name))
        this.complaints.push(`${name}: had no turn in ${duration} ms`);
    }
  }

  #isWanted(name: (typeof PROGRAMS)[number]): boolean {
    return this.#subscribers.some((each) => each.name === name && each.end === undefined);
  }

  /** Whoever goes on gets something, or can know why not. */
  #expectStates(): void {
    for (const [i, client] of this.#clients.entries()) {
      const name = PROGRAMS[i]!;
      const isWanted = this.#isWanted(name);
      let state = this.#stateOf(client);
      // Who goes on lets others have their turn after each discovery.
      if (state?.phase === 'starting') {
        this.#time.pass(150);
        state = this.#stateOf(client);
      }
      const isFine =
        state !== undefined &&
        (isWanted
          ? ['discovering', 'listening'].includes(state.phase) ||
            (state.phase === 'waiting' && state.problem !== undefined)
          : ['idle', 'stopping'].includes(state.phase));
      if (!isFine)
        this.complaints.push(`${name}: ${String(state?.phase)} although ${isWanted ? 'wanted' : 'not wanted'}`);
    }
  }

  #stateOf(client: Mgmt): DiscoveryState | undefined {
    return record(discoveryState(client, 0).pipe(take(1))).values[0];
  }

  #expectUsable(): void {
    const start = record(this.#other.command$('StartDiscovery', 0, ALL));
    this.#time.pass(100);
    const isStuck = isStatusError(start.errors[0], 'Busy');
    if (!isStuck) this.#command('StopDiscovery', ALL);
    this.#time.pass(100);
    const fresh = this.#clients.map((client, i) => new Subscriber(`fresh ${i}`, client, { addressTypes: ALL }));
    this.#time.pass(LONGEST);
    for (const subscriber of fresh) {
      const missing = [...wanted(subscriber.options)].filter((address) => !subscriber.heard.has(address));
      const { why, message } = subscriber.end ?? { why: 'nothing', message: '' };
      const isRight = isStuck
        ? why === 'Busy' && message.includes('sleep')
        : why === 'complete' && missing.length === 0;
      if (!isRight) this.complaints.push(`afterwards: ${subscriber.description}, without ${missing.join()}`);
    }
  }
}
