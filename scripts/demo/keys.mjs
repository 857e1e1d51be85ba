import { NEVER, defer, filter, finalize, fromEvent } from 'rxjs';

/** What ends the demo: q, Ctrl-C, Ctrl-D. While keys are read one by one, the terminal sends no signal for Ctrl-C. */
const QUIT = ['q', 'Q', '\x03', '\x04'];

/**
 * Emits when somebody wants to quit. Meanwhile the terminal shows nothing of what is typed, which would stand in the table; afterwards
 * it is as it was. Without a terminal nothing ever comes.
 *
 * @param {NodeJS.ReadStream} input
 */
export function quitKeys(input) {
  if (!input.isTTY) return NEVER;
  return defer(() => {
    input.setRawMode(true);
    return fromEvent(input.setEncoding('utf8'), 'data');
  }).pipe(
    filter((typed) => QUIT.some((key) => String(typed).includes(key))),
    finalize(() => {
      input.setRawMode(false);
      // A stream that flows keeps the process alive.
      input.pause();
    }),
  );
}
