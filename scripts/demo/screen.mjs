const ESC = '\x1b[';

/** Draws lines over those that it drew before. On what is no terminal it draws only the last ones. */
export class Screen {
  /** @type {readonly string[]} */
  #last = [];
  #drawn = 0;

  /** @param {{ isTTY?: boolean, columns?: number, rows?: number, write(text: string): unknown }} stream */
  constructor(stream) {
    this.stream = stream;
    if (stream.isTTY) stream.write(`${ESC}?25l`);
  }

  get width() {
    return this.stream.isTTY ? (this.stream.columns ?? 80) : 100;
  }

  /** Lines that fit, less one for the prompt. */
  get height() {
    return this.stream.isTTY ? (this.stream.rows ?? 24) - 2 : Infinity;
  }

  /** @param {readonly string[]} lines */
  draw(lines) {
    this.#last = lines;
    if (!this.stream.isTTY) return;
    const up = this.#drawn > 0 ? `${ESC}${this.#drawn}A` : '';
    this.stream.write(`${up}${lines.map((line) => `${ESC}2K${line}\n`).join('')}${ESC}0J`);
    this.#drawn = lines.length;
  }

  /** Leaves the last table, and the terminal as it was. */
  close() {
    if (this.stream.isTTY) this.stream.write(`${ESC}?25h`);
    else this.stream.write(this.#last.map((line) => `${line}\n`).join(''));
  }
}
