import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { filter, firstValueFrom, Subject } from 'rxjs';
import { killGroup } from '../../support/kill-group.js';
import { shown } from './text.js';

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  /** How long to wait for it at most, in milliseconds. */
  readonly patience: number;
}

/** What a program waits for an answer to. */
const QUESTION = /\(yes\/no\)[^\n]*$/;

/** Readline, which shows what a program is told, is to break no lines. */
const TERMINAL = { TERM: 'xterm', COLUMNS: '1000', LC_ALL: 'C' };

/** A running program: what it is told, and what it prints. */
export class Program {
  /** Of the program itself, without what it was started with. */
  readonly name: string;
  readonly #line: string;
  readonly #patience: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | string>;
  readonly #printing = new Subject<void>();
  readonly #kill = (): void => this.kill();
  #printed = '';
  /** How much of that was given to whoever waited. */
  #read = 0;

  constructor(command: string, args: readonly string[], { env, patience }: ProgramOptions) {
    this.name = command;
    this.#line = [command, ...args].join(' ');
    this.#patience = patience;
    // A group of its own: the wrappers around Debian's programs, and what these start, end together.
    this.#child = spawn(command, args, { stdio: 'pipe', env: { ...process.env, ...TERMINAL, ...env }, detached: true });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#printed += chunk;
        this.#printing.next();
      });
    }
    // It may end before it has read what it was told.
    this.#child.stdin?.on('error', () => undefined);
    this.#ended = once(this.#child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
    // If it can't be started, whoever waits for it is told.
    this.#ended.catch(() => undefined);
    process.on('exit', this.#kill);
  }

  /** Types a line. */
  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Waits until it has printed all of these, and gives the lines that it has printed since the last time. */
  async until(...expected: readonly RegExp[]): Promise<string[]> {
    const areIn = (text: string): boolean => expected.every((each) => each.test(shown(text)));
    const what = `printed ${expected.map(String).join(' and ')}`;
    if (!areIn(this.#unread())) {
      const printed = firstValueFrom(this.#printing.pipe(filter(() => areIn(this.#unread()))));
      const ended = this.#ended.then((how) => {
        throw new Error(this.#told(`ended with ${how} before it had ${what}`));
      });
      await this.#bounded(Promise.race([printed, ended]), what);
    }
    return this.#take(this.#unread());
  }

  /** Waits until it has ended by itself, and gives the rest of its lines, and its exit code or the signal that ended it. */
  async end(): Promise<{ readonly lines: string[]; readonly how: number | string }> {
    const how = await this.#bounded(this.#ended, 'ended');
    process.off('exit', this.#kill);
    return { lines: this.#take(this.#printed.slice(this.#read)), how };
  }

  /** Ends it, and whatever it has started. */
  async stop(): Promise<void> {
    this.kill();
    await this.#ended.catch(() => undefined);
    process.off('exit', this.#kill);
  }

  kill(): void {
    killGroup(this.#child);
  }

  /** Of a line of which the rest is still to come nothing, unless it is a question, which has no end. */
  #unread(): string {
    const text = this.#printed.slice(this.#read);
    return QUESTION.test(text) ? text : text.replace(/[^\n]*$/, '');
  }

  #take(part: string): string[] {
    this.#read += part.length;
    return shown(part)
      .split('\n')
      .filter((line) => line !== '');
  }

  #bounded<T>(promise: Promise<T>, what: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(this.#told(`has not ${what} in ${this.#patience / 1000} s`))),
        this.#patience,
      );
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** What is wrong, with all that it has printed. */
  #told(what: string): string {
    return `${this.#line} ${what}. It has printed:\n${shown(this.#printed)}`;
  }
}
