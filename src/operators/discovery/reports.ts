import { Observable } from 'rxjs';
import type { Mgmt } from '../../mgmt/mgmt.js';
import { hubOf } from './hubs.js';
import type { Wish } from './options.js';
import { Participant } from './participant.js';
import type { Report } from './report.js';

/** What is found for one who discovers. Reports are shared: what one of those who look has read of them is there for all. */
export function reports(mgmt: Mgmt, index: number, wish: Wish): Observable<Report> {
  // A new Observable, because those who subscribe share what the kernel does for them, and each ends at a time of its own.
  return new Observable<Report>((subscriber) => {
    const hub = hubOf(mgmt, index);
    const participant = new Participant(wish, subscriber, mgmt.scheduler, (self) => hub.fulfil(self));
    subscriber.add(() => hub.leave(participant));
    hub.join(participant);
  });
}
