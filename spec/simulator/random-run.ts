import type { MgmtEvent } from 'rx-btmgmt';
import { decodeReply, encodeCommand } from 'rx-btmgmt';
import type { KernelVersion, Simulator } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { Dice } from '../contract/harness/dice.js';
import type { RandomCommand } from '../contract/harness/random-commands.js';
import { randomCommands } from '../contract/harness/random-commands.js';
import { Ledger } from './ledger.js';
import { ManualTime } from './manual-time.js';
import { inconsistent, mayNotSee, toldOfItsOwn } from './rules.js';

const READ_INFORMATION = 0x0004;
const CONTROLLERS = 4;
const HOUR = 3_600_000;

/** A lively neighbourhood, and each kind of controller. */
function crowded(kernel: KernelVersion, seed: number, scheduler: ManualTime): Simulator {
  const kinds = [{}, { kind: 'le' }, { kind: 'bredr' }, { missing: ['ExternalConfiguration'] }] as const;
  const simulator = createSimulator({ kernel, seed, scheduler, controllers: kinds });
  simulator.addDevice({
    address: '00:11:22:33:44:55',
    name: 'beacon',
    advertising: { connectable: false, interval: 500 },
  });
  simulator.addDevice({ name: 'phone', privateAddress: { period: 60_000 }, advertising: { interval: 700 } });
  simulator.addDevice({ name: 'headset', inquiry: { classOfDevice: 0x240404 }, rssi: { around: -70 } });
  return simulator;
}

/** A run of random commands from three sockets, while time passes and things are plugged in and out. */
export class RandomRun {
  readonly simulator: Simulator;
  readonly complaints: string[] = [];
  readonly ledgers: readonly Ledger[];
  readonly #time = new ManualTime();
  readonly #dice: Dice;
  readonly #commands: Generator<RandomCommand, never>;
  /** Sends nothing that changes anything, and so is told everything. */
  readonly #observer: Ledger;
  readonly #discovering = new Set<number>();

  constructor(kernel: KernelVersion, seed: number) {
    this.#dice = new Dice(seed);
    this.simulator = crowded(kernel, seed, this.#time);
    const addresses = ['00:AA:01:00:00:00', '00:AA:01:01:00:01', '00:AA:01:02:00:02'];
    this.#commands = randomCommands({ seed, controllers: CONTROLLERS, addresses });
    const open = (name: string, trusted: boolean): Ledger =>
      new Ledger(name, trusted, this.simulator.transport({ trusted }));
    this.ledgers = [open('first', true), open('second', true), open('untrusted', false)];
    this.#observer = open('observer', true);
  }

  /** One command, and some time. */
  step(): void {
    if (this.#dice.below(500) === 0) this.#dice.one(this.simulator.controllers).reset();
    this.#time.pass(0);
    const ledger = this.#dice.percent(10) ? this.ledgers[2]! : this.#dice.one(this.ledgers.slice(0, 2));
    const command = this.#commands.next().value;
    const isQuiet = this.ledgers.every(({ unanswered }) => unanswered.length === 0);
    const before = ledger.events.length;
    const answers = ledger.answers;
    ledger.send(command);
    this.#time.pass(0);
    if (isQuiet) {
      for (let wait = 0; wait < 5 && ledger.answers === answers; wait++) this.#time.pass(1);
      const told = ledger.answers === answers ? [] : toldOfItsOwn(command.name, ledger.events.slice(before));
      this.complaints.push(...told.map((what) => `${ledger.name} is told ${what}`));
    }
    this.#time.pass(this.#duration());
    this.#checkEvents();
    if (this.#dice.percent(20)) this.#checkSettings();
  }

  /** Lets everything come to its end. */
  end(): void {
    for (let index = 0; index < CONTROLLERS; index++) {
      const frame = encodeCommand('SetPowered', index, { powered: false });
      this.ledgers[0]!.send({ name: 'SetPowered', opcode: 0x0005, index, frame, isBroken: false });
    }
    this.#time.pass(HOUR);
    this.#checkEvents();
    this.#checkSettings();
    for (const ledger of [...this.ledgers, this.#observer]) {
      ledger.close();
      this.complaints.push(...ledger.complaints.map((complaint) => `${ledger.name}: ${complaint}`));
    }
  }

  #duration(): number {
    const draw = this.#dice.below(100);
    if (draw < 40) return 0;
    if (draw < 85) return this.#dice.below(20);
    return draw < 99 ? this.#dice.below(3000) : this.#dice.below(40_000);
  }

  #checkEvents(): void {
    for (const ledger of [...this.ledgers, this.#observer]) {
      for (const event of ledger.events) {
        const wrong = mayNotSee(ledger, event);
        if (wrong !== undefined) this.complaints.push(`${ledger.name} got ${wrong}`);
      }
      if (ledger !== this.#observer) ledger.events.length = 0;
    }
    const { events } = this.#observer;
    for (const event of events) this.#checkDiscovering(event);
    events.length = 0;
  }

  #checkDiscovering(event: MgmtEvent): void {
    if (event.event === 'Discovering') {
      if (event.discovering) this.#discovering.add(event.index);
      else this.#discovering.delete(event.index);
    }
    if (event.event === 'IndexRemoved') this.#discovering.delete(event.index);
    if (event.event === 'NewSettings' && !event.currentSettings.Powered && this.#discovering.has(event.index)) {
      this.complaints.push(`controller ${event.index} discovers, and is off`);
    }
    if (event.event === 'DeviceFound' && !this.simulator.controllers.some(({ index }) => index === event.index)) {
      this.complaints.push('a controller that is gone finds something');
    }
  }

  #checkSettings(): void {
    this.#checkEvents();
    for (const { index } of this.simulator.controllers) {
      const frame = encodeCommand('ReadControllerInformation', index, {});
      this.#observer.send({
        name: 'ReadControllerInformation',
        opcode: READ_INFORMATION,
        index,
        frame,
        isBroken: false,
      });
    }
    this.#time.pass(0);
    for (const event of this.#observer.events) {
      if (event.event !== 'CommandComplete') continue;
      const { currentSettings, supportedSettings } = decodeReply('ReadControllerInformation', event.returnParameters);
      const wrong = inconsistent(currentSettings, supportedSettings);
      this.complaints.push(...wrong.map((what) => `controller ${event.index}: ${what}`));
    }
  }
}
