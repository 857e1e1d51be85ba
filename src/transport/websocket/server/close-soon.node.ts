import type { SchedulerLike } from 'rxjs';
import type { WebSocket } from 'ws';
import { scheduleAfter } from '../../schedule-after.js';

/** How long the other side may take to close, too, in milliseconds. */
const GRACE = 1000;
/** What fits into a close frame besides the code, in bytes (RFC 6455, 5.5.1). */
const LONGEST_REASON = 123;

function cut(reason: string): string {
  const bytes = new TextEncoder().encode(reason);
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_REASON)).replace(/\uFFFD+$/, '');
}

/** Closes a WebSocket, and does not wait for one who does not answer. */
export function closeSoon(socket: WebSocket, code: number, reason: string, scheduler: SchedulerLike): void {
  const timer = scheduleAfter(scheduler, () => socket.terminate(), GRACE);
  socket.on('close', () => timer.unsubscribe());
  socket.close(code, cut(reason));
}
