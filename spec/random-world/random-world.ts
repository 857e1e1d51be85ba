import type { Peer } from 'rx-btmgmt';
import { isStatusError } from 'rx-btmgmt';
import type { Observable } from 'rxjs';
import { lastValueFrom } from 'rxjs';
import type { Place, Workflow } from './workflows.js';
import { Advertiser, Agent, Connector, Keeper, Pairing, Watcher } from './workflows.js';
import { ADDRESS, HEADSET, PEERS, PHONE, SENSOR, Troubled } from './world.js';

const NAMES = ['slow', 'quick'] as const;
/** More would have to wait for a number. */
const MOST_ADVERTISERS = 3;
/** Everything that anybody may wait for has happened by then: pairings one after the other, questions of a minute each; in milliseconds. */
const LONG = 200_000;
/** So long ago at least a device was connected that is to be, in milliseconds. */
const LATELY = 40_000;

/** All workflows at once, and what is wrong about what came of them. */
export class RandomWorld {
  readonly complaints: string[] = [];
  readonly #troubled: Troubled;
  readonly #workflows: Workflow[] = [];

  constructor(seed: number) {
    this.#troubled = new Troubled(seed);
  }

  /** Something happens, and time passes. */
  step(): void {
    const { dice } = this.#troubled;
    this.#troubled.repair(40);
    const happening = dice.below(100);
    if (happening < 45) this.#begin();
    else if (happening < 60) this.#leave();
    else this.#troubled.disturb();
    this.#troubled.pass(dice.one([0, 0, 1, 3, 40, 700, 2_500, 6_000]));
  }

  /** Everybody has what can be had, or has left; then nothing may be left. */
  async end(): Promise<void> {
    this.#troubled.recover();
    this.#troubled.pass(LONG);
    for (const workflow of this.#workflows) this.#judge(workflow);
    this.#expectKernelOfAll();
    this.#expectQuestions();
    await this.#expectSameKeys();
    for (const workflow of this.#workflows) workflow.leave();
    this.#troubled.pass(20_000);
    this.#expectNothingLeft();
  }

  #begin(): void {
    const { dice, programs, store } = this.#troubled;
    const program = dice.below(2) as 0 | 1;
    const which = dice.percent(60) ? ADDRESS : this.#troubled.index;
    const place: Place = { name: NAMES[program], mgmt: programs[program], which };
    const peer = dice.one(PEERS);
    const isRoomLeft = this.#present(Advertiser).length < MOST_ADVERTISERS;
    const beginnings: readonly (() => Workflow | undefined)[] = [
      () => (isRoomLeft ? new Advertiser(place, dice) : undefined),
      () => new Connector(place, dice, peer),
      () => new Watcher(place),
      () => new Pairing(place, dice, peer),
      () => new Pairing(place, dice, peer),
      () => new Agent(place, dice),
      () => (this.#hasKeeper(program) ? undefined : new Keeper(place, dice, store)),
    ];
    const workflow = dice.one(beginnings)();
    if (workflow !== undefined) this.#workflows.push(workflow);
  }

  /** One client keeps the keys of a controller once, wherever that sits. */
  #hasKeeper(program: 0 | 1): boolean {
    return this.#workflows.some(
      (workflow) => workflow instanceof Keeper && workflow.end === undefined && workflow.place.name === NAMES[program],
    );
  }

  #leave(): void {
    const present = this.#workflows.filter(({ end }) => end === undefined);
    if (present.length > 0) this.#troubled.dice.one(present).leave();
  }

  /** Those of a kind that go on, on the controller that is there. */
  #present<W extends Workflow>(kind: new (...args: never[]) => W): W[] {
    const { index } = this.#troubled;
    return this.#workflows.filter(
      (workflow): workflow is W =>
        workflow instanceof kind &&
        workflow.end === undefined &&
        (workflow.place.which === ADDRESS || workflow.place.which === index),
    );
  }

  #complain(what: string, workflow?: Workflow): void {
    this.complaints.push(workflow === undefined ? what : `${what}: ${workflow.description}`);
  }

  /** Why a subscriber ended, or whether it does what it is for. */
  #judge(workflow: Workflow): void {
    const { end, options, place } = workflow;
    const isThere = place.which === ADDRESS || place.which === this.#troubled.index;
    if (end === undefined) {
      if (isThere && !workflow.isAtWork) this.#complain('is silent', workflow);
    } else if (workflow instanceof Pairing) {
      if (end.why === 'foreign') this.#complain('failed', workflow);
    } else if (end.why !== 'left' && !this.#isAskedFor(end.why, options))
      this.#complain('ended for no reason', workflow);
  }

  #isAskedFor(why: string, { whenOff, whenAbsent }: { whenOff?: string; whenAbsent?: string }): boolean {
    if (why === 'NotPowered' || why === 'Rejected') return whenOff === 'error';
    return why === 'InvalidIndex' && whenAbsent === 'error';
  }

  /** What all want together is what the kernel has. */
  #expectKernelOfAll(): void {
    const { index, other, world } = this.#troubled;
    const numbers = this.#present(Advertiser).flatMap(({ number }) => number ?? []);
    const { instances } = this.#troubled.ask(other.command$('ReadAdvertisingFeatures', index)).reply ?? {};
    // It lists none whose number is above how many there are (read_adv_features in net/bluetooth/mgmt.c).
    const listed = numbers.filter((number) => number <= numbers.length);
    if (instances?.slice().sort().join() !== listed.sort().join()) {
      this.#complain(`${instances?.join()} are advertised for ${numbers.join()}`);
    }
    const now = world.time.now();
    for (const connector of this.#present(Connector)) {
      if (connector.peer.addressType !== 'BREDR' && !connector.wasConnected(now - LATELY)) {
        this.#complain('has no connection', connector);
      }
    }
    const connected = this.#troubled.ask(other.command$('GetConnections', index), 0).reply?.connections ?? [];
    const sorted = (peers: readonly Peer[]): string =>
      peers
        .map(({ address }) => address)
        .sort()
        .join();
    for (const watcher of this.#present(Watcher)) {
      if (sorted(watcher.list ?? []) !== sorted(connected)) {
        this.#complain(`sees ${sorted(watcher.list ?? [])} instead of ${sorted(connected)}`, watcher);
      }
    }
  }

  /** An unknown device begins to pair: all agents are asked, and none is left with a question that is over. */
  #expectQuestions(): void {
    const { index, other, world } = this.#troubled;
    // Without them there is nothing to compare.
    this.#troubled.ask(other.command$('SetSecureSimplePairing', index, true));
    this.#troubled.ask(other.command$('SetSecureConnections', index, 'On'));
    const agents = this.#present(Agent);
    const visitor = world.simulator.addDevice({ pairing: { ioCapability: 'DisplayYesNo' } });
    const { address } = visitor;
    const asked = new Set<string>();
    const questions = other.event$('UserConfirmationRequest').subscribe((event) => {
      asked.add(event.address);
      other.command$('UserConfirmationReply', event.index, event.address, event.addressType).subscribe({
        error: () => undefined,
      });
    });
    const pairing = this.#troubled.ask(other.command$('PairDevice', index, address, 'LERandom', 'DisplayYesNo'));
    this.#troubled.pass(5_000);
    questions.unsubscribe();
    if (!asked.has(address)) this.#complain(`nobody is asked: ${String(pairing.error)}`);
    else {
      for (const agent of agents) {
        if (!agent.requests.some((request) => request.address === address)) this.#complain('was not asked', agent);
      }
    }
    this.#troubled.pass(60_000);
    for (const { requests, description } of agents) {
      const open = requests.filter(({ isOpen }) => isOpen).map(({ kind }) => kind);
      if (open.length > 0) this.#complain(`${open.join()} are never over: ${description}`);
    }
  }

  /** Whoever keeps keys has those of the kernel in the store. Unpairing says whether it has any. */
  async #expectSameKeys(): Promise<void> {
    const { index, other, store, temporary } = this.#troubled;
    if (this.#present(Keeper).length === 0) return;
    const keys = await lastValueFrom(store.read$(ADDRESS));
    for (const { address, addressType } of [SENSOR, PHONE, HEADSET]) {
      if (temporary.has(address)) continue;
      const kind = addressType === 'BREDR' ? 'LinkKey' : 'LongTermKey';
      const isStored = keys.some((key) => key.kind === kind && key.address === address);
      const { error } = this.#troubled.ask(other.command$('UnpairDevice', index, address, addressType, true));
      const isInKernel = !isStatusError(error, 'NotPaired');
      if (isStored !== isInKernel) {
        this.#complain(`the store ${isStored ? 'has' : 'lacks'} a ${kind} of ${address}, unlike the kernel`);
      }
    }
    const left = (await lastValueFrom(store.read$(ADDRESS))).filter(({ kind }) => kind !== 'BlockedKey');
    const ofPeers = left.filter((key) => 'address' in key && !temporary.has(key.address));
    if (ofPeers.length > 0) this.#complain(`unpaired, but stored: ${ofPeers.map(({ kind }) => kind).join()}`);
  }

  #expectNothingLeft(): void {
    const { index, other } = this.#troubled;
    const isDone = (command$: Observable<unknown>): boolean => this.#troubled.ask(command$).error === undefined;
    // All of these say whether there was anything to end.
    if (isDone(other.command$('RemoveAdvertising', index, 0))) this.#complain('somebody advertises');
    const info = this.#troubled.ask(other.command$('ReadControllerInformation', index)).reply;
    if (info?.currentSettings.Bondable !== false) this.#complain('Bondable is left on');
    for (const { address, addressType } of PEERS) {
      if (isDone(other.command$('CancelPairDevice', index, address, addressType))) {
        this.#complain(`${address} is still being paired`);
      }
      if (isDone(other.command$('RemoveDevice', index, address, addressType))) {
        this.#complain(`${address} is left on the list`);
      }
    }
  }
}
