import type { CommandName } from 'rx-btmgmt';
import { commands, frameOf, toBytes } from 'rx-btmgmt';
import { Dice } from './dice.js';
import { randomParameters } from './random-parameters.js';

export interface RandomCommandOptions {
  readonly seed: number;
  /** Indexes from 0 on that have a controller. Default: 1. */
  readonly controllers?: number;
  /** Addresses that commands are about, besides zeros, a broadcast and nobody's. Default: those of BlueZ's virtual controllers. */
  readonly addresses?: readonly string[];
  /** Commands that shall not come. */
  readonly without?: readonly CommandName[];
  /** Commands that come more often than others: so many times. */
  readonly often?: Readonly<Partial<Record<CommandName, number>>>;
  /** How many in a hundred are wrong in form: length, index, opcode, header. Default: 8. */
  readonly malformed?: number;
}

/** What a program sends. */
export interface RandomCommand {
  /** Undefined: there is no such command. */
  readonly name: CommandName | undefined;
  readonly index: number | null;
  readonly opcode: number;
  readonly frame: Uint8Array;
  /** Whether `send` must refuse it, so that no answer comes: the header does not fit the frame. */
  readonly isBroken: boolean;
}

/** Without these most others are refused. */
const OFTEN: NonNullable<RandomCommandOptions['often']> = {
  SetPowered: 8,
  SetConnectable: 2,
  SetDiscoverable: 2,
  SetLowEnergy: 2,
  StartDiscovery: 3,
  StopDiscovery: 2,
  ReadControllerInformation: 2,
};

/** Bytes of an address, least significant first. */
const wireAddress = (address: string): number[] => [...toBytes(address.replaceAll(':', ''))].reverse();
const NOBODY = [
  '00:00:00:00:00:00',
  'FF:FF:FF:FF:FF:FF',
  '00:11:22:33:44:55',
  'C0:11:22:33:44:55',
  '40:11:22:33:44:55',
];

/** Commands without end, valid and invalid; the same for the same options. */
export function* randomCommands(options: RandomCommandOptions): Generator<RandomCommand, never> {
  const { seed, controllers = 1, addresses = ['00:AA:01:00:00:00', '00:AA:01:01:00:01'] } = options;
  const { without = [], often = OFTEN, malformed = 8 } = options;
  const dice = new Dice(seed);
  const known = [...addresses, ...addresses, ...addresses, ...NOBODY].map(wireAddress);
  const names = (Object.keys(commands) as CommandName[])
    .filter((name) => !without.includes(name))
    .flatMap((name) => Array.from({ length: often[name] ?? 1 }, () => name));

  const wellFormed = (): RandomCommand => {
    const name = dice.one(names);
    const { opcode, index: kind, params } = commands[name];
    const isGlobal = kind === 'none' || (kind === 'either' && dice.percent(50));
    const index = isGlobal ? null : dice.below(controllers);
    // Powered most of the time: a controller that is off refuses nearly everything.
    const parameters = name === 'SetPowered' && dice.percent(80) ? [1] : randomParameters(dice, params, known);
    return { name, index, opcode, frame: frameOf(opcode, index, Uint8Array.from(parameters)), isBroken: false };
  };

  for (;;) yield dice.percent(malformed) ? spoilt(dice, wellFormed()) : wellFormed();
}

/** The same with something wrong about its form. */
function spoilt(dice: Dice, command: RandomCommand): RandomCommand {
  const { name, index, opcode, frame } = command;
  const parameters = frame.subarray(6);
  const refused = (change: Partial<RandomCommand>): RandomCommand => ({ ...command, ...change });
  switch (dice.below(5)) {
    case 0: {
      const unknown = dice.one([0, 0x5d, 0x100, 0xffff]);
      return refused({ name: undefined, opcode: unknown, frame: frameOf(unknown, index, parameters) });
    }
    case 1: {
      const wrong = dice.one([null, 0, 7, 0xfffe]);
      return refused({ index: wrong, frame: frameOf(opcode, wrong, parameters) });
    }
    case 2:
      return refused({ frame: frameOf(opcode, index, Uint8Array.of(...parameters, ...dice.bytes(1 + dice.below(4)))) });
    case 3:
      return refused({ frame: frameOf(opcode, index, parameters.subarray(0, dice.below(parameters.length + 1))) });
    default: {
      const cut = frame.slice(0, dice.below(frame.length));
      return { name, index, opcode, frame: cut, isBroken: true };
    }
  }
}
