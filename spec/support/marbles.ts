import type { Observable } from 'rxjs';
import { ReplaySubject } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import { TestScheduler } from 'rxjs/testing';
import type { MgmtEventInput, Transport } from '../../src/index.js';
import { Mgmt, decodeCommand, encodeEvent } from '../../src/index.js';

export interface Bench extends RunHelpers {
  /** A client whose kernel says what the marbles say; `^` is where the client opens its socket. */
  mgmtOn(marbles: string, events: Readonly<Record<string, MgmtEventInput>>, error?: unknown): MarbleMgmt;
}

export interface MarbleMgmt {
  readonly mgmt: Mgmt;
  /** What the kernel says; its `subscriptions` show when the socket was open. */
  readonly kernel: { readonly subscriptions: Parameters<RunHelpers['expectSubscriptions']>[0] };
  /** The commands that were sent, such as `StartDiscovery 0`. */
  readonly sent$: Observable<string>;
}

/** Runs a marble test in virtual time. */
export function marbles(test: (bench: Bench) => void): void {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => {
    const mgmtOn: Bench['mgmtOn'] = (diagram, events, error) => {
      const frames = Object.fromEntries(Object.entries(events).map(([name, event]) => [name, encodeEvent(event)]));
      const kernel = helpers.hot(diagram, frames, error);
      const sent = new ReplaySubject<string>();
      const transport: Transport = {
        frames$: kernel,
        send: (frame) => {
          const { command, index } = decodeCommand(frame);
          sent.next(`${command} ${index}`);
        },
      };
      return { mgmt: new Mgmt(transport, { scheduler }), kernel, sent$: sent };
    };
    test({ ...helpers, mgmtOn });
  });
}
