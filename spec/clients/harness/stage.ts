import { Program } from './program.js';
import type { Session } from './session.js';
import { numbered } from './numbered.js';

/** Where programs run: on a kernel, real or simulated, with two fresh controllers that hear each other. */
export interface Place {
  /** What leads programs to that kernel. */
  readonly env: NodeJS.ProcessEnv;
  /** For files of the session. */
  readonly folder: string;
  /** Whether it is a real kernel, in a machine that is thrown away afterwards. */
  readonly isReal: boolean;
  /** How long to wait for a program at most, in milliseconds. */
  readonly patience: number;
}

/** Gives a session a place of its own, and takes it away. */
export type InPlace = <T>(session: Session, use: (place: Place) => Promise<T>) => Promise<T>;

/** What a session has at hand. What it does, and what programs print, is put down. */
export class Stage {
  readonly lines: string[] = [];
  /** Of the programs that are started from now on. */
  readonly env: NodeJS.ProcessEnv;
  readonly #programs: Program[] = [];

  constructor(readonly place: Place) {
    this.env = { ...place.env };
  }

  /** Runs one command of BlueZ's btmgmt on a controller to its end. */
  async btmgmt(index: number, ...command: readonly string[]): Promise<void> {
    await this.run('btmgmt', '--index', String(index), ...command);
  }

  /** Runs a program to its end. */
  async run(command: string, ...args: readonly string[]): Promise<void> {
    this.lines.push(`$ ${[command, ...args].join(' ')}`);
    const { lines, how } = await this.start(command, ...args).end();
    this.lines.push(...lines, ...(how === 0 ? [] : [`(ended with ${how})`]));
  }

  /** Starts a program that is told things, and ends with the session. */
  start(command: string, ...args: readonly string[]): Program {
    const program = new Program(command, args, { env: this.env, patience: this.place.patience });
    this.#programs.push(program);
    return program;
  }

  /** Tells a program something, and waits until it has printed all of these. */
  async tell(program: Program, line: string, ...expected: readonly RegExp[]): Promise<void> {
    program.say(line);
    const lines = await program.until(...expected);
    // Readline shows what it was told.
    const printed = lines.filter((each) => each !== line.trimEnd());
    this.lines.push(`${program.name}> ${line}`, ...printed);
  }

  /** Waits until a program has printed all of these by itself. */
  async wait(program: Program, ...expected: readonly RegExp[]): Promise<void> {
    const lines = await program.until(...expected);
    this.lines.push(`${program.name}> (waiting)`, ...lines);
  }

  /** Ends all programs, those first that were started last. */
  async close(): Promise<void> {
    for (const program of this.#programs.reverse()) await program.stop();
  }
}

/** Runs a session, and gives all that was put down. */
export function play(session: Session, inPlace: InPlace): Promise<string[]> {
  return inPlace(session, async (place) => {
    const stage = new Stage(place);
    try {
      await session.run(stage);
    } finally {
      await stage.close();
    }
    return numbered(stage.lines);
  });
}
