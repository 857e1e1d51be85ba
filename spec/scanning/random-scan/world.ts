import type { AddressType } from 'rx-btmgmt';
import { Mgmt, isStatusError } from 'rx-btmgmt';
import type { SimulatedController } from 'rx-btmgmt/simulator';
import { map } from 'rxjs';
import { Dice } from '../../contract/harness/dice.js';
import { World } from '../../controllers/world.js';
import { NEIGHBOURS } from '../../operators/random-discovery/neighbours.js';
import { Timeline, Witness } from '../../operators/random-discovery/witness.js';
import { record } from '../../support/recorder.js';
import { Scanner, anyRequest } from './scanner.js';

const ALL = ['BREDR', 'LEPublic', 'LERandom'] as const;
const NAMES = ['lossy', 'clean'] as const;
const SILENT = 'did not hear';
const ADDRESS = '00:AA:01:00:00:00';
const DISCOVERIES = ['StartDiscovery', 'StartServiceDiscovery', 'StartLimitedDiscovery', 'StopDiscovery'] as const;
const MONITORS = ['AddAdvertisementPatternsMonitor', 'RemoveAdvertisementMonitor'] as const;
const KINDS: readonly (readonly AddressType[])[] = [['LEPublic', 'LERandom'], ['BREDR'], ALL];

/** The kernel's own limits: an inquiry with all its names, in milliseconds. */
const LONGEST = 27_000;
/** Everything that anybody may wait for has happened by then, in milliseconds. */
const LONG = 80_000;
/** So long ago everybody was heard at least, who goes on: two rounds of an interleaved discovery. */
const SILENCE = 45_000;

/** A world in which everything happens that can happen to a scan, and what is wrong about what came of it. */
export class RandomScan {
  readonly complaints: string[] = [];
  readonly #dice: Dice;
  readonly #world: World;
  /** Programs with this library; the first one suffers losses. */
  readonly #clients: readonly [Mgmt, Mgmt];
  /** A program that does as it likes. */
  readonly #other: Mgmt;
  readonly #transport;
  readonly #witness: Witness;
  readonly #isLeOn: Timeline<boolean>;
  readonly #scanners: Scanner[] = [];
  #index = 0;
  #isAsleep = false;
  #resumedAt = -Infinity;
  #block: { end(): void } | undefined;
  #hasLosses = false;
  #hasForeignDiscovery = false;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
    const kernel = this.#dice.one(['6.1', '6.12', 'newest'] as const);
    this.#world = new World({ seed, kernel, devices: NEIGHBOURS.map(({ options }) => options) });
    this.#transport = this.#world.simulator.transport();
    this.#clients = [new Mgmt(this.#transport, { scheduler: this.#world.time }), this.#world.program()];
    this.#other = this.#world.program();
    this.#witness = new Witness(this.#world.program());
    this.#isLeOn = new Timeline(() => this.#world.time.now(), false);
    this.#world.program().events$.subscribe((event) => {
      if (event.event === 'NewSettings') this.#isLeOn.set(event.currentSettings.LowEnergy);
      if (event.event === 'IndexRemoved') this.#isLeOn.set(false);
    });
    this.#switchOn();
  }

  /** Something happens, and time passes. */
  step(): void {
    this.#repair(40);
    const happening = this.#dice.below(100);
    if (happening < 35) this.#subscribe();
    else if (happening < 60) this.#leave();
    else if (happening < 67) this.#discover();
    else if (happening < 70) this.#command('StopDiscovery', this.#dice.one(KINDS));
    else if (happening < 74) this.#removeMonitors();
    else if (happening < 79) this.#power(false);
    else if (happening < 83) this.#lowEnergy(false);
    else if (happening < 87) this.#sleep(true);
    else if (happening < 89) this.#block ??= this.#controller?.faults.block();
    else if (happening < 93) this.#unplug();
    else this.#lose();
    this.#world.pass(this.#dice.one([0, 0, 3, 40, 700, 2_500, 6_000, 12_000]));
  }

  /** Everybody has what can be had, or has left; then it must be usable. */
  end(): void {
    this.#world.simulator.faults.clear();
    this.#world.pass(100);
    this.#repair(100);
    this.#wakeUp();
    this.#world.pass(LONG);
    if (!this.#witness.isPowered.value || !this.#isLeOn.value) this.complaints.push('not ready');
    for (const scanner of this.#scanners) this.#judge(scanner);
    for (const scanner of this.#scanners) scanner.leave();
    for (const kinds of KINDS) this.#command('StopDiscovery', kinds);
    this.#hasForeignDiscovery = false;
    // Answers that were lost are given up by then.
    this.#expectNothingLeft('in the end', 20_000);
    if (!this.#isStuck()) this.#expectUsable();
    else this.complaints.splice(0, Infinity, ...this.complaints.filter((each) => !each.startsWith(SILENT)));
  }

  get #controller(): SimulatedController | undefined {
    return this.#world.simulator.controllers.find(({ index }) => index === this.#index);
  }

  #subscribe(): void {
    const which = this.#dice.below(2) as 0 | 1;
    const mgmt = this.#clients[which];
    // Where it sits, or who it is: after it was plugged in elsewhere these are two.
    const place = this.#dice.percent(60) ? ADDRESS : this.#index;
    this.#scanners.push(new Scanner(NAMES[which], mgmt, place, anyRequest(this.#dice)));
  }

  #leave(): void {
    const present = this.#scanners.filter(({ end }) => end === undefined);
    if (present.length === 0) return;
    const leaving = this.#dice.percent(20) ? present : [this.#dice.one(present)];
    for (const scanner of leaving) scanner.leave();
    if (leaving.length === present.length && !this.#hasLosses) this.#expectNothingLeft('when all had left', 3_000);
  }

  #discover(): void {
    this.#command('StartDiscovery', this.#dice.one(KINDS));
    this.#hasForeignDiscovery = true;
  }

  #removeMonitors(): void {
    record(this.#other.command$('RemoveAdvertisementMonitor', this.#index, 0));
  }

  #unplug(): void {
    this.#controller?.remove();
  }

  #lose(): void {
    const transport = this.#transport;
    const { faults } = this.#world.simulator;
    const kind = this.#dice.below(4);
    // What adds a monitor is not lost for good: nobody could know which one it was.
    if (kind === 0) faults.delayReplies(1_500, { command: this.#dice.one(MONITORS), transport, times: 1 });
    else if (kind === 1) faults.delayReplies(1_500, { command: this.#dice.one(DISCOVERIES), transport, times: 1 });
    else if (kind === 2) faults.dropReplies({ command: this.#dice.one(DISCOVERIES), transport, times: 1 });
    else faults.dropEvents({ event: this.#dice.one(['Discovering', 'DeviceFound'] as const), transport, times: 1 });
    this.#hasLosses = true;
  }

  /** What is broken is repaired, each with that chance. */
  #repair(chance: number): void {
    const { isPresent, isPowered } = this.#witness;
    if (this.#isAsleep && this.#dice.percent(chance)) this.#sleep(false);
    if (this.#block !== undefined && this.#dice.percent(chance)) {
      this.#block.end();
      this.#block = undefined;
    }
    if (!isPresent.value && this.#dice.percent(chance)) this.#plugIn();
    if (isPresent.value && !this.#isLeOn.value && this.#dice.percent(chance)) this.#lowEnergy(true);
    if (isPresent.value && !isPowered.value && this.#dice.percent(chance)) this.#power(true);
  }

  /**
   * One that is off when the machine wakes up is not told, and listens for no monitor until it has slept again (spec/contract/monitors.ts:
   * hci_resume_dev in net/bluetooth/hci_core.c leaves it `suspended`, for which hci_update_passive_scan_sync looks).
   */
  #wakeUp(): void {
    if (!this.#witness.sleeps.value) return;
    this.#sleep(true);
    this.#world.pass(20);
    this.#sleep(false);
    this.#world.pass(20);
  }

  #plugIn(): void {
    // That of another program may have taken its place.
    if (this.#index === 0 && this.#dice.percent(30))
      this.#world.simulator.addController({ address: '00:AA:01:00:00:77' });
    this.#index = this.#world.simulator.addController({ address: ADDRESS }).index;
    this.#world.pass(10);
    this.#switchOn();
  }

  #switchOn(): void {
    this.#lowEnergy(true);
    this.#power(true);
    this.#world.pass(20);
  }

  #lowEnergy(enabled: boolean): void {
    record(this.#other.command$('SetLowEnergy', this.#index, enabled));
    this.#world.pass(20);
  }

  #power(powered: boolean): void {
    record(this.#other.command$('SetPowered', this.#index, powered));
    this.#world.pass(this.#dice.one([0, 1, 20]));
  }

  #command(name: 'StartDiscovery' | 'StopDiscovery', kinds: readonly AddressType[]): void {
    record(this.#other.command$(name, this.#index, kinds));
  }

  #sleep(isAsleep: boolean): void {
    if (isAsleep === this.#isAsleep) return;
    this.#isAsleep = isAsleep;
    if (isAsleep) this.#world.simulator.suspend();
    else {
      this.#world.simulator.resume();
      this.#resumedAt = this.#world.time.now();
    }
  }

  /** What is wrong about what a subscriber got, or why it ended. */
  #judge(scanner: Scanner): void {
    const { end, unwanted, which } = scanner;
    const complain = (what: string): void => void this.complaints.push(`${what}: ${scanner.description}`);
    if (unwanted.length > 0) complain(`got ${unwanted.join(', ')}`);
    if (end === undefined) {
      const missing = scanner.missing(this.#world.time.now() - SILENCE);
      const isThere = which === ADDRESS || which === this.#index;
      if (missing.length > 0 && isThere && !this.#isKept(scanner)) complain(`${SILENT} ${missing.join()}`);
    } else if (end.why !== 'left' && !this.#isTrue(scanner, end)) complain('ended for no reason');
  }

  /**
   * What one program's discovery leaves out, the kernel leaves out for monitors of others, too (mgmt_device_found in net/bluetooth/mgmt.c);
   * after a limited one until a program starts another one.
   */
  #isKept({ name, options }: Scanner): boolean {
    const isNarrow = ({ end, options: { mode, limited, rssiThreshold, uuids = [] } }: Scanner): boolean =>
      limited === true ||
      (mode !== 'passive' && end === undefined && (rssiThreshold !== undefined || uuids.length > 0));
    const others = this.#scanners.filter((other) => other.name !== name);
    return options.mode === 'passive' && others.some(isNarrow);
  }

  #isTrue({ name, from, options }: Scanner, end: { readonly time: number; readonly why: string }): boolean {
    const { isPowered, isPresent } = this.#witness;
    const isFalse = (value: boolean): boolean => !value;
    switch (end.why) {
      case 'NotPowered':
        return options.whenOff === 'error' && isPowered.ever(from, end.time, isFalse);
      case 'Rejected':
        return options.whenOff === 'error' && this.#isLeOn.ever(from, end.time, isFalse);
      case 'InvalidIndex':
        return options.whenAbsent === 'error' && isPresent.ever(from, end.time, isFalse);
      case 'Timeout':
        return name === 'lossy' && this.#hasLosses;
      default:
        return false;
    }
  }

  #expectNothingLeft(when: string, after: number): void {
    const { isPresent, isPowered, kinds } = this.#witness;
    this.#world.pass(after);
    if (!isPresent.value || !isPowered.value || this.#isAsleep) return;
    // The kernel goes on with what it has paused for sleep, whoever has left meanwhile: there was nothing to stop.
    const mayBeResumed = this.#world.time.now() - this.#resumedAt < LONGEST;
    if (kinds.value.length > 0 && !this.#hasForeignDiscovery && !mayBeResumed) {
      this.complaints.push(`somebody discovers ${when}`);
    }
    const features$ = this.#other.command$('ReadAdvertisementMonitorFeatures', this.#index);
    const { values } = record(features$.pipe(map(({ handles }) => handles)));
    this.#world.pass(20);
    if (values[0]?.length !== 0) this.complaints.push(`monitors ${when}: ${String(values[0])}`);
  }

  /** Some kernels take no discovery any more when they were put to sleep at the wrong moment: nobody can help that. */
  #isStuck(): boolean {
    const { errors } = record(this.#other.command$('StartDiscovery', this.#index, ALL));
    this.#world.pass(100);
    this.#command('StopDiscovery', ALL);
    this.#world.pass(100);
    return isStatusError(errors[0], 'Busy');
  }

  #expectUsable(): void {
    const fresh = this.#clients.map((mgmt, i) => new Scanner(NAMES[i]!, mgmt, ADDRESS, anyRequest(this.#dice)));
    this.#scanners.push(...fresh);
    this.#world.pass(SILENCE);
    for (const scanner of fresh) {
      const missing = scanner.missing(0);
      if (missing.length > 0 && !this.#isKept(scanner))
        this.complaints.push(`afterwards: ${scanner.description}, without ${missing.join()}`);
    }
    for (const scanner of fresh) scanner.leave();
    this.#expectNothingLeft('after that', 3_000);
  }
}
