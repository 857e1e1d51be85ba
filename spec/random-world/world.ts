import type { CommandName, Peer } from 'rx-btmgmt';
import { Mgmt, memoryKeyStore } from 'rx-btmgmt';
import type { DeviceOptions, SimulatedController } from 'rx-btmgmt/simulator';
import type { Observable } from 'rxjs';
import { Dice } from '../contract/harness/dice.js';
import { World } from '../controllers/world.js';
import { Witness } from '../operators/random-discovery/witness.js';
import { record } from '../support/recorder.js';

/** Where the controller is at first, and who it is wherever it is. */
export const ADDRESS = '00:AA:01:00:00:00';
export const SENSOR: Peer = { address: '00:00:00:00:00:01', addressType: 'LEPublic' };
export const PHONE: Peer = { address: '00:00:00:00:00:02', addressType: 'LEPublic' };
export const HEADSET: Peer = { address: '00:00:00:00:00:03', addressType: 'BREDR' };
export const PEERS = [SENSOR, PHONE, HEADSET] as const;

const DEVICES: readonly DeviceOptions[] = [
  { address: SENSOR.address, advertising: { interval: 1_100 } },
  { address: PHONE.address, advertising: { interval: 1_100 }, pairing: { ioCapability: 'DisplayYesNo', delay: 500 } },
  { address: HEADSET.address, inquiry: {}, name: 'Headset' },
];

/** What the kernel asks the controller for before it answers; all else is answered at once, before events that come later. */
const LATE: readonly CommandName[] = [
  'AddExtendedAdvertisingParameters',
  'AddExtendedAdvertisingData',
  'RemoveAdvertising',
  'AddDevice',
  'RemoveDevice',
];

/** A controller that things happen to, two programs with this library, and one that does as it likes. */
export class Troubled {
  readonly dice: Dice;
  readonly world: World;
  readonly programs: readonly [Mgmt, Mgmt];
  readonly other: Mgmt;
  readonly witness: Witness;
  readonly store = memoryKeyStore();
  /** Devices for which the kernel got a key that is not to be kept. */
  readonly temporary = new Set<string>();
  isLowEnergyOn = false;
  index = 0;
  readonly #slow;
  #block: { end(): void } | undefined;

  constructor(seed: number) {
    this.dice = new Dice(seed);
    const kernel = this.dice.one(['6.1', '6.12', 'newest'] as const);
    this.world = new World({ seed, kernel, devices: DEVICES });
    this.#slow = this.world.simulator.transport();
    this.programs = [new Mgmt(this.#slow, { scheduler: this.world.time }), this.world.program()];
    this.other = this.world.program();
    this.witness = new Witness(this.world.program());
    this.world.program().events$.subscribe((event) => {
      if (event.event === 'NewSettings') this.isLowEnergyOn = event.currentSettings.LowEnergy;
      if (event.event === 'IndexRemoved') this.isLowEnergyOn = false;
      if ('storeHint' in event && event.storeHint === false) this.temporary.add(event.address);
    });
    this.#switchOn();
  }

  pass(milliseconds: number): void {
    this.world.pass(milliseconds);
  }

  /** Something happens to the controller, the machine, a device, or what programs have told the kernel. */
  disturb(): void {
    const { dice, index, world } = this;
    const { simulator } = world;
    const peer = dice.one(PEERS);
    const device = simulator.devices[PEERS.indexOf(peer)]!;
    const happenings: readonly (() => unknown)[] = [
      () => this.#set('SetPowered', false),
      () => this.#set('SetPowered', false),
      () => this.#set('SetLowEnergy', false),
      () => this.#sleep(),
      () => (this.#block ??= this.#controller?.faults.block()),
      () => this.#controller?.remove(),
      () => this.#controller?.reset(),
      () => record(this.other.command$('RemoveAdvertising', index, dice.below(3))),
      () => record(this.other.command$('RemoveDevice', index, peer.address, peer.addressType)),
      () => record(this.other.command$('UnpairDevice', index, peer.address, peer.addressType, dice.percent(50))),
      () => record(dice.one(this.programs).command$('UnpairDevice', index, peer.address, peer.addressType, true)),
      () => record(this.other.command$('CancelPairDevice', index, peer.address, peer.addressType)),
      () => record(this.other.command$('Disconnect', index, peer.address, peer.addressType)),
      () => device.connect({ index }),
      () => device.disconnect(),
      () => device.pair(),
      () => device.forget(),
      () => simulator.faults.delayReplies(1_500, { command: dice.one(LATE), transport: this.#slow, times: 1 }),
    ];
    dice.one(happenings)();
  }

  /** What is broken is repaired, each with that chance. */
  repair(chance: number): void {
    const { dice, witness } = this;
    if (this.#block !== undefined && dice.percent(chance)) {
      this.#block.end();
      this.#block = undefined;
    }
    if (!witness.isPresent.value && dice.percent(chance)) this.#plugIn();
    if (witness.isPresent.value && !this.isLowEnergyOn && dice.percent(chance)) this.#set('SetLowEnergy', true);
    if (witness.isPresent.value && !witness.isPowered.value && dice.percent(chance)) this.#set('SetPowered', true);
  }

  /** All is as it should be for anybody to go on. */
  recover(): void {
    this.world.simulator.faults.clear();
    this.pass(100);
    this.repair(100);
    if (this.witness.sleeps.value) {
      // It was off when the machine woke up, and believes that it still sleeps.
      this.#sleep();
    }
    this.pass(100);
    this.repair(100);
  }

  /** What a command of the other program says: its reply, or why not. */
  ask<T>(command$: Observable<T>, milliseconds = 2_500): { readonly reply: T | undefined; readonly error: unknown } {
    const { values, errors } = record(command$);
    this.pass(milliseconds);
    return { reply: values[0], error: errors[0] };
  }

  get #controller(): SimulatedController | undefined {
    return this.world.simulator.controllers.find(({ index }) => index === this.index);
  }

  #plugIn(): void {
    // That of another program may have taken its place.
    if (this.index === 0 && this.dice.percent(30)) this.world.simulator.addController({ address: '00:AA:01:00:00:77' });
    this.index = this.world.simulator.addController({ address: ADDRESS }).index;
    this.pass(10);
    this.#switchOn();
  }

  #switchOn(): void {
    this.#set('SetLowEnergy', true);
    this.#set('SetConnectable', true);
    this.#set('SetPowered', true);
    this.pass(20);
  }

  #set(name: Extract<CommandName, 'SetPowered' | 'SetLowEnergy' | 'SetConnectable'>, on: boolean): void {
    record(this.other.command$(name, this.index, on));
    this.pass(this.dice.one([0, 1, 20]));
  }

  /** Programs are frozen while the machine sleeps, but for the first moment. */
  #sleep(): void {
    this.world.simulator.suspend();
    this.pass(this.dice.one([0, 1, 20]));
    this.world.simulator.resume();
  }
}
