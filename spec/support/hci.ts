import { lastValueFrom, type Observable, take, toArray } from 'rxjs';
import type { Transport } from '../../src/transport/transport.js';
import { libc } from './sockets.js';

export const frame = (...bytes: number[]): Uint8Array => Uint8Array.of(...bytes);

/** The first so many frames. */
export function frames(socket: Transport, count: number): Promise<Uint8Array[]> {
  return lastValueFrom(socket.frames$.pipe(take(count), toArray()));
}

/** The error that a source ends with. That it emits or completes is an error too. */
export function errorOf(source: Observable<unknown>): Promise<unknown> {
  return new Promise((done, fail) => {
    source.subscribe({
      next: () => fail(new Error('it emitted')),
      error: done,
      complete: () => fail(new Error('it completed')),
    });
  });
}

export function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** The next frame that waits in a socket; an empty array if there is none. */
export function waiting(fd: number): number[] {
  const buffer = new Uint8Array(100_000);
  return [...buffer.subarray(0, Math.max(0, libc.recv(fd, buffer)))];
}
