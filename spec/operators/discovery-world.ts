import type { Observable, Subscription } from 'rxjs';
import { ignoreElements } from 'rxjs';
import type { DiscoverOptions, FoundDevice } from '../../src/index.js';
import { Mgmt, decodeCommand, discover } from '../../src/index.js';
import type { Simulator, SimulatorOptions } from '../../src/simulator/index.js';
import { createSimulator } from '../../src/simulator/index.js';
import { ManualTime } from '../simulator/manual-time.js';
import { record } from '../support/recorder.js';

export const LE = ['LEPublic', 'LERandom'] as const;
export const CLASSIC = ['BREDR'] as const;
export const ALL = [...CLASSIC, ...LE] as const;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** A discovery, and what came of it. */
export class Discovered {
  readonly devices: FoundDevice[] = [];
  /** `'complete'`, or the code of the error; undefined while it goes on. */
  end: string | undefined;
  /** After how many milliseconds. */
  duration: number | undefined;
  message = '';
  readonly subscription: Subscription;

  constructor(source$: Observable<FoundDevice>, now: () => number) {
    const from = now();
    const ended = (end: string): void => {
      this.end = end;
      this.duration = now() - from;
    };
    this.subscription = source$.subscribe({
      next: (device) => this.devices.push(device),
      error: (error: unknown) => {
        this.message = error instanceof Error ? error.message : '';
        ended(codeOf(error));
      },
      complete: () => ended('complete'),
    });
  }

  /** Of what was found, each once, in their order. */
  get addresses(): readonly string[] {
    return [...new Set(this.devices.map(({ address }) => address))];
  }
}

/** A simulated kernel whose controller is on, and programs that use it. */
export class DiscoveryWorld {
  readonly time = new ManualTime();
  readonly simulator: Simulator;
  readonly transport;
  /** The program that is tested. */
  readonly mgmt: Mgmt;
  /** Another program, which is there all the time. */
  readonly other: Mgmt;
  /** Commands of the first program. */
  readonly sent: string[] = [];
  /** Whether a discovery runs, whoever's it is. */
  isDiscovering = false;

  constructor(options: Omit<SimulatorOptions, 'scheduler'> = {}) {
    this.simulator = createSimulator({ ...options, scheduler: this.time });
    const transport = this.simulator.transport();
    this.transport = {
      ...transport,
      send: (frame: Uint8Array) => {
        this.sent.push(decodeCommand(frame).command);
        transport.send(frame);
      },
    };
    this.mgmt = new Mgmt(this.transport, { scheduler: this.time });
    this.other = this.client();
    this.other.event$('Discovering').subscribe(({ discovering }) => (this.isDiscovering = discovering === true));
    record(this.other.command$('SetLowEnergy', 0, true));
    record(this.other.command$('SetPowered', 0, true));
    this.pass(100);
  }

  client(): Mgmt {
    return new Mgmt(this.simulator.transport(), { scheduler: this.time });
  }

  pass(milliseconds: number): void {
    this.time.pass(milliseconds);
  }

  discover(options?: DiscoverOptions, mgmt = this.mgmt): Discovered {
    return new Discovered(discover(mgmt, 0, options), () => this.time.now());
  }

  /** Sends a command; gives the status that it is answered with. */
  status(command$: Observable<unknown>): string {
    const run = record(command$.pipe(ignoreElements()));
    this.pass(10);
    if (run.completed) return 'Success';
    return run.errors.length > 0 ? codeOf(run.errors[0]) : 'unanswered';
  }
}
