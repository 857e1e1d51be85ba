import { Mgmt } from 'rx-btmgmt';
import type { MgmtEvent } from 'rx-btmgmt';
import type { Simulator, SimulatorOptions, SocketOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

/** A simulator in virtual time, and what happened in it. */
export interface VirtualWorld {
  readonly simulator: Simulator;
  readonly scheduler: TestScheduler;
  /** One more program. */
  program(options?: SocketOptions): Mgmt;
  /** Writes down what comes, and when. */
  watch(name: string, source$: Observable<unknown>): void;
  /** Does something at a time, in milliseconds. */
  at(time: number, action: () => void): void;
  /** Lets time pass until nothing is left to do; gives back what was written down. */
  run(): string[];
}

/** What is worth reading of a value. */
function shown(value: unknown): string {
  if (value instanceof Error) return 'code' in value ? `error ${String(value.code)}` : `error ${value.message}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('event' in value) return (value as MgmtEvent).event;
  return 'currentSettings' in value ? powerOf(value.currentSettings) : JSON.stringify(value);
}

const powerOf = (settings: unknown): string =>
  typeof settings === 'object' && settings !== null && 'Powered' in settings && settings.Powered === true
    ? 'on'
    : 'off';

/** Runs a test on a simulator in virtual time. */
export function inVirtualTime(options: SimulatorOptions, test: (world: VirtualWorld) => void): void {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run(() => {
    const simulator = createSimulator({ ...options, scheduler });
    const log: string[] = [];
    const write = (name: string, what: string): void => void log.push(`${scheduler.now()} ${name}: ${what}`);
    test({
      simulator,
      scheduler,
      program: (socketOptions) => new Mgmt(simulator.transport(socketOptions), { scheduler }),
      watch: (name, source$) =>
        void source$.subscribe({
          next: (value) => write(name, shown(value)),
          error: (error: unknown) => write(name, shown(error)),
        }),
      at: (time, action) => void scheduler.schedule(action, time - scheduler.now()),
      run: () => {
        scheduler.flush();
        return log;
      },
    });
  });
}
