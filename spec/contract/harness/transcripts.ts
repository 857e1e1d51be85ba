import { interleave } from './lines.js';
import { KERNELS, type Kernel } from './scenario.js';

/** The lines of one scenario, each with the kernels that said it. */
type Merged = readonly { readonly text: string; readonly kernels: readonly Kernel[] }[];

/** The transcripts of one domain, by the titles of the scenarios. */
export type Transcripts = Map<string, Merged>;

const TITLE = '=== ';

/**
 * Reads a file of transcripts: `=== title`, then its lines. A line that not all kernels said begins with those that did:
 * `[6.1 6.12] `.
 */
export function parse(text: string): Transcripts {
  const transcripts = new Map<string, { text: string; kernels: readonly Kernel[] }[]>();
  let lines: { text: string; kernels: readonly Kernel[] }[] = [];
  let all: readonly Kernel[] = KERNELS;
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const title = /^=== (.*?)(?: \[only ([^\]]*)\])?$/.exec(line);
    if (title) {
      all = title[2] === undefined ? KERNELS : kernelsIn(title[2]);
      lines = [];
      transcripts.set(title[1] ?? '', lines);
      continue;
    }
    const marked = /^\[([\w. ]+)\] (.*)$/.exec(line);
    lines.push(marked ? { text: marked[2] ?? '', kernels: kernelsIn(marked[1] ?? '') } : { text: line, kernels: all });
  }
  return transcripts;
}

const kernelsIn = (names: string): Kernel[] => KERNELS.filter((kernel) => names.split(' ').includes(kernel));

const kernelsOf = (merged: Merged): Kernel[] =>
  KERNELS.filter((kernel) => merged.some(({ kernels }) => kernels.includes(kernel)));

/** The file for {@link parse}, scenarios in the order of `titles`; others are dropped. */
export function serialise(transcripts: Transcripts, titles: readonly string[]): string {
  return titles
    .flatMap((title) => {
      const merged = transcripts.get(title) ?? [];
      const all = kernelsOf(merged);
      if (all.length === 0) return [];
      const only = all.length === KERNELS.length ? '' : ` [only ${all.join(' ')}]`;
      const lines = merged.map(({ text, kernels }) =>
        kernels.length === all.length ? text : `[${kernels.join(' ')}] ${text}`,
      );
      return [`${TITLE}${title}${only}\n${lines.join('\n')}\n`];
    })
    .join('\n');
}

/** What one kernel said; undefined if it was not recorded on it. */
export function ofKernel(merged: Merged | undefined, kernel: Kernel): string[] | undefined {
  const lines = (merged ?? []).filter(({ kernels }) => kernels.includes(kernel)).map(({ text }) => text);
  return lines.length === 0 ? undefined : lines;
}

/** Replaces what one kernel said. */
export function withKernel(merged: Merged | undefined, kernel: Kernel, lines: readonly string[]): Merged {
  const said = new Map(KERNELS.map((each) => [each, ofKernel(merged, each)] as const));
  said.set(kernel, [...lines]);
  let result: Merged = [];
  for (const [each, texts] of said) if (texts !== undefined) result = align(result, texts, each);
  return result;
}

/** Puts the lines of one more kernel beside those of others. */
function align(merged: Merged, lines: readonly string[], kernel: Kernel): Merged {
  const before = [...merged];
  const texts = merged.map(({ text }) => text);
  return interleave(texts, lines).map(({ text, inFirst, inSecond }) => {
    const said = inFirst ? (before.shift()?.kernels ?? []) : [];
    return { text, kernels: inSecond ? [...said, kernel] : said };
  });
}
