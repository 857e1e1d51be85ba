/** Lines without a change are shown around each change. */
const CONTEXT = 3;

interface DiffLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

const marked = (mark: DiffLine['mark'], lines: readonly string[]): DiffLine[] => lines.map((text) => ({ mark, text }));

/** The lengths of the longest common subsequences of what is left from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function compare(a: readonly string[], b: readonly string[]): DiffLine[] {
  const lengths = commonLengths(a, b);
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      out.push({ mark: ' ', text: a[i]! });
      i++;
      j++;
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) out.push({ mark: '-', text: a[i++]! });
    else out.push({ mark: '+', text: b[j++]! });
  }
  return [...out, ...marked('-', a.slice(i)), ...marked('+', b.slice(j))];
}

/** How many lines at the start are the same. */
function commonStart(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((line, i) => line !== b[i]);
  return at === -1 ? a.length : at;
}

/** What changed between two texts, with a few lines around; the rest is cut. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  const start = commonStart(before, after);
  const left = before.slice(start);
  const right = after.slice(start);
  const end = commonStart([...left].reverse(), [...right].reverse());
  const lines = [
    ...marked(' ', before.slice(0, start)),
    ...compare(left.slice(0, left.length - end), right.slice(0, right.length - end)),
    ...marked(' ', left.slice(left.length - end)),
  ];
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ mark }) => mark !== ' ');
  return lines.flatMap(({ mark, text }, at) => {
    if (isNear(at)) return [`${mark} ${text}`];
    return at === 0 || isNear(at - 1) ? ['  …'] : [];
  });
}
