import type { ControlFrame, ControlOpen } from './monitor.js';
import { MGMT_FORMAT, decodeControl } from './monitor.js';
import type { BtsnoopRecord } from './records.js';

/** One frame of a session. */
export interface SessionFrame extends ControlFrame {
  /** Milliseconds since 1970, with microseconds as a fraction. */
  readonly time: number;
  /** Frames that were lost from the opening to here. */
  readonly lost: number;
}

/** What went over one management socket, from its opening to its end. */
export interface Session {
  /** Names the socket in the capture while it is open. */
  readonly cookie: number;
  /** Missing if the capture does not have it. Linux begins each capture with those of the sockets that are open then. */
  readonly opening?: ControlOpen;
  /** Of the opening or the first frame, in milliseconds since 1970. */
  readonly start: number;
  /** Of the closing or the last record of the capture, in milliseconds since 1970. */
  readonly end: number;
  readonly frames: readonly SessionFrame[];
  /** Frames that were lost in all. `capture` counts them, BlueZ does not. */
  readonly lost: number;
}

type Draft = { -readonly [K in keyof Session]: Session[K] } & { readonly frames: SessionFrame[] };

class Collector {
  readonly sessions: Draft[] = [];
  /** The sockets that are open, by cookie; undefined for those that speak something else. */
  readonly #open = new Map<number, Draft | undefined>();
  #drops = 0;
  #time = 0;

  add(record: BtsnoopRecord): void {
    this.#drops = Math.max(this.#drops, record.drops);
    this.#time = record.time;
    const control = decodeControl(record);
    switch (control?.kind) {
      case 'open':
        this.#close(control.cookie);
        if (control.format === MGMT_FORMAT) this.#begin(control.cookie).opening = control;
        else this.#open.set(control.cookie, undefined);
        break;
      case 'close':
        this.#close(control.cookie);
        break;
      case 'command':
      case 'event':
        this.#frame(control);
        break;
    }
  }

  done(): readonly Session[] {
    for (const cookie of [...this.#open.keys()]) this.#close(cookie);
    return this.sessions;
  }

  #begin(cookie: number): Draft {
    // Until it ends, `lost` is what had been lost before it began.
    const session: Draft = { cookie, start: this.#time, end: this.#time, frames: [], lost: this.#drops };
    this.sessions.push(session);
    this.#open.set(cookie, session);
    return session;
  }

  #frame(control: ControlFrame): void {
    const { cookie } = control;
    const session = this.#open.has(cookie) ? this.#open.get(cookie) : this.#begin(cookie);
    session?.frames.push({ ...control, time: this.#time, lost: this.#drops - session.lost });
  }

  #close(cookie: number): void {
    const session = this.#open.get(cookie);
    this.#open.delete(cookie);
    if (!session) return;
    session.end = this.#time;
    session.lost = this.#drops - session.lost;
  }
}

/** The sessions of management sockets in a capture, in the order of their opening. */
export function sessionsOf(records: Iterable<BtsnoopRecord>): readonly Session[] {
  const collector = new Collector();
  for (const record of records) collector.add(record);
  return collector.done();
}
