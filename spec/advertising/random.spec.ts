import type { AdvertisingContent, AdvertisingState, Mgmt } from 'rx-btmgmt';
import { advertise, controller } from 'rx-btmgmt';
import type { ControllerOptions } from 'rx-btmgmt/simulator';
import { BehaviorSubject } from 'rxjs';
import { AdvertisingWorld } from './advertising-world.js';
import { Dice } from '../contract/harness/dice.js';
import { Said } from '../controllers/world.js';
import { seeds } from '../support/seeds.js';

const SEEDS = seeds(100);
const STEPS = 20;
/** More would have to wait, on controllers with sets; the setting Advertising takes one. */
const MOST = 4;

const CONTROLLERS: readonly ControllerOptions[] = [
  { kind: 'le' },
  { kind: 'dual' },
  { extendedAdvertising: true, advertisingInstances: MOST + 1 },
];

interface Advertiser {
  readonly content$: BehaviorSubject<AdvertisingContent>;
  readonly said: Said<AdvertisingState>;
}

/** Two programs that advertise, and a third one that does all that disturbs them. */
class RandomWorld {
  readonly #dice: Dice;
  readonly #world: AdvertisingWorld;
  readonly #programs: readonly [Mgmt, Mgmt];
  readonly #options: ControllerOptions;
  #advertisers: Advertiser[] = [];
  #names = 0;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
    this.#options = this.#dice.one(CONTROLLERS);
    this.#world = new AdvertisingWorld(this.#options);
    this.#programs = [this.#world.mgmt, this.#world.program()];
  }

  step(): void {
    const { other, simulator } = this.#world;
    const dice = this.#dice;
    const actions: (() => unknown)[] = [
      () => this.#start(),
      () => this.#start(),
      () => this.#stop(),
      () => this.#change(),
      () => this.#change(),
      () => new Said(other.command$('SetPowered', 0, dice.percent(60))),
      () => new Said(other.command$('SetLowEnergy', 0, dice.percent(70))),
      () => new Said(other.command$('SetAdvertising', 0, dice.one(['On', 'Off', 'Off'] as const))),
      () => new Said(other.command$('RemoveAdvertising', 0, dice.below(4))),
      () => this.#replug(),
      // Programs are frozen meanwhile.
      () => {
        simulator.suspend();
        simulator.resume();
      },
    ];
    dice.one(actions)();
    this.#world.pass(dice.one([0, 0, 1, 2, 3, 5, 20, 500, 3_000]));
  }

  /** What is wrong when all is quiet. */
  end(): string[] {
    const { other } = this.#world;
    this.#world.pass();
    for (const [command, value] of [
      ['SetLowEnergy', true],
      ['SetPowered', true],
    ] as const) {
      this.#world.do(other.command$(command, 0, value));
    }
    this.#world.do(other.command$('SetAdvertising', 0, 'Off'));
    this.#world.pass(40_000);
    const wrong: string[] = [];
    const compare = (when: string, names: readonly string[]): void => {
      const heard = this.#world.heard().map((hex) => Buffer.from(hex.slice(10), 'hex').toString());
      if (heard.join() !== [...names].sort().join()) wrong.push(`${when}: ${heard.join()} instead of ${names.join()}`);
    };
    compare(
      'at the end',
      this.#advertisers.map(({ content$ }) => content$.value.name ?? ''),
    );
    for (const { said } of this.#advertisers) {
      if (said.error !== undefined) wrong.push((said.error as Error).message);
      if (said.last?.state !== 'On') wrong.push(`It says ${JSON.stringify(said.last)}`);
      said.subscription.unsubscribe();
    }
    this.#world.pass();
    compare('after all have left', []);
    return wrong;
  }

  #start(): void {
    if (this.#advertisers.length >= MOST) return;
    const content$ = new BehaviorSubject<AdvertisingContent>({ name: this.#name() });
    const said = new Said(advertise(controller(this.#dice.one(this.#programs), 0), content$));
    this.#advertisers.push({ content$, said });
  }

  #stop(): void {
    const [gone] = this.#advertisers.splice(this.#dice.below(MOST), 1);
    gone?.said.subscription.unsubscribe();
  }

  #change(): void {
    this.#advertisers[this.#dice.below(MOST)]?.content$.next({ name: this.#name() });
  }

  #name(): string {
    return `n${String(this.#names++).padStart(3, '0')}`;
  }

  #replug(): void {
    this.#world.simulator.controllers.find(({ index }) => index === 0)?.remove();
    this.#world.pass(this.#dice.one([0, 5, 500]));
    this.#world.simulator.addController(this.#options);
    this.#world.pass(this.#dice.one([0, 20]));
  }
}

describe('advertise in a random world', () => {
  it('leaves nothing on after its subscribers have gone, and nothing off that could be on', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = new RandomWorld(seed);
      for (let step = 0; step < STEPS; step++) world.step();
      wrong.push(...world.end().map((complaint) => `seed ${seed}: ${complaint}`));
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
