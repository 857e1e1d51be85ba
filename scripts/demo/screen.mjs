const ESC = '\x1b[';

/** Draws lines over those that it drew before. On what is no terminal it draws only the last ones. */
export class Screen {
  /** @type {readonly string[]} */
  #last = [];
  #drawn = 0;
  #width;

  /** @param {{ isTTY?: boolean, columns?: number, rows?: number, write(text: string): unknown }} stream */
  constructor(stream) {
    this.stream = stream;
    this.#width = this.width;
    if (stream.isTTY) stream.write(`${ESC}?25l`);
  }

  get isTerminal() {
    return this.stream.isTTY === true;
  }

  get width() {
    return this.isTerminal ? (this.stream.columns ?? 80) : 100;
  }

  /** Lines that fit, less one for the prompt. */
  get height() {
    return this.isTerminal ? (this.stream.rows ?? 24) - 1 : Infinity;
  }

  /** @param {readonly string[]} lines */
  draw(lines) {
    this.#last = lines;
    if (!this.isTerminal) return;
    this.stream.write(`${this.#begin()}${lines.map((line) => `${ESC}2K${line}\n`).join('')}${ESC}0J`);
    this.#drawn = lines.length;
  }

  /** To the first line, from wherever the cursor is: the terminal may have echoed something there. */
  #begin() {
    if (this.#width !== this.width) {
      // The terminal has broken the old lines anew, nobody knows how.
      this.#width = this.width;
      return `${ESC}H${ESC}2J`;
    }
    return this.#drawn > 0 ? `\r${ESC}${this.#drawn}A` : '\r';
  }

  /** Leaves what was drawn last, and the terminal as it was. */
  close() {
    if (this.isTerminal) this.stream.write(`${ESC}?25h`);
    else this.stream.write(this.#last.map((line) => `${line}\n`).join(''));
  }
}
