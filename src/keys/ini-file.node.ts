/** `Key=value` with its line. */
interface Entry {
  readonly name: string;
  readonly value: string;
}

const GROUP = /^\s*\[([^[\]]+)\]\s*$/;
const ENTRY = /^\s*([^=\s[][^=]*?)\s*=[ \t]*(.*?)\r?$/;
const EMPTY = /^\s*(#.*)?$/;

const entryOf = (line: string): Entry | undefined => {
  const [, name, value] = ENTRY.exec(line) ?? [];
  return name === undefined || value === undefined || EMPTY.test(line) ? undefined : { name, value };
};

/** A file of groups and keys, as GLib's GKeyFile has them. Lines that are not changed stay as they are. */
export class IniFile {
  #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** The number of the first line that is none of such a file, from 1 on; GLib would refuse the file. */
  get faultyLine(): number | undefined {
    let isInGroup = false;
    const at = this.#lines.findIndex((line) => {
      isInGroup ||= GROUP.test(line);
      return !EMPTY.test(line) && !GROUP.test(line) && !(isInGroup && entryOf(line) !== undefined);
    });
    return at < 0 ? undefined : at + 1;
  }

  /** What stands in a group; of a key that stands there twice the last one. `undefined`: there is no such group. */
  group(name: string): Readonly<Record<string, string | undefined>> | undefined {
    const lines = this.#lines.filter((_, at) => this.#isIn(name, at));
    if (lines.length === 0) return undefined;
    return Object.fromEntries(lines.flatMap((line) => entryOf(line) ?? []).map((entry) => [entry.name, entry.value]));
  }

  /** Puts keys into a group: in the lines in which they stand, or behind its last one. Others stay. */
  set(name: string, values: Readonly<Record<string, string>>): void {
    const missing = new Map(Object.entries(values));
    const lines = this.#lines.map((line, at) => {
      const key = this.#isIn(name, at) ? entryOf(line)?.name : undefined;
      const value = key === undefined ? undefined : values[key];
      if (key === undefined || value === undefined) return line;
      missing.delete(key);
      return `${key}=${value}`;
    });
    const added = [...missing].map(([key, value]) => `${key}=${value}`);
    const last = lines.map((line, at) => this.#isIn(name, at) && !EMPTY.test(line)).lastIndexOf(true);
    if (last >= 0) lines.splice(last + 1, 0, ...added);
    else {
      while (lines.length > 0 && EMPTY.test(lines.at(-1)!) && !lines.at(-1)!.includes('#')) lines.pop();
      lines.push(...(lines.length > 0 ? [''] : []), `[${name}]`, ...added, '');
    }
    this.#lines = lines;
  }

  /** Takes a group out, with the empty lines behind it. */
  remove(name: string): void {
    this.#lines = this.#lines.filter((_, at) => !this.#isIn(name, at));
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  /** Whether a line belongs to a group; its heading does. */
  #isIn(name: string, at: number): boolean {
    for (let line = at; line >= 0; line -= 1) {
      const [, found] = GROUP.exec(this.#lines[line]!) ?? [];
      if (found !== undefined) return found === name;
    }
    return false;
  }
}
