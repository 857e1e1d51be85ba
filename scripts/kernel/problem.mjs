/** What the bench's programs exit with when it is not the tests, or the command in the guest, that failed. */
export const EXIT = Object.freeze({ usage: 2, missing: 3, guest: 4 });

/** Something that a person has to read and act on: shown without a stack trace. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode one of {@link EXIT}
   */
  constructor(message, exitCode = EXIT.guest) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Progress goes to stderr: stdout belongs to what runs in the guest. @param {string} message */
export function say(message) {
  process.stderr.write(`kernel bench: ${message}\n`);
}

/**
 * Runs a program's main function; a {@link Problem} ends it with a message and its exit code.
 *
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}
