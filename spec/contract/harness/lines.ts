/** A line of two texts: in the first, the second, or both. */
export interface Line {
  readonly text: string;
  readonly inFirst: boolean;
  readonly inSecond: boolean;
}

/** The lines of two texts, with as many in common as possible. */
export function interleave(first: readonly string[], second: readonly string[]): Line[] {
  // common[i][j]: how many lines the first from i on and the second from j on have in common.
  const common = Array.from({ length: first.length + 1 }, () => new Uint16Array(second.length + 1));
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      const longest = Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
      common[i]![j] = first[i] === second[j] ? common[i + 1]![j + 1]! + 1 : longest;
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    const both = i < first.length && first[i] === second[j];
    const takesFirst = both || j === second.length || (i < first.length && common[i + 1]![j]! >= common[i]![j + 1]!);
    lines.push({ text: takesFirst ? first[i]! : second[j]!, inFirst: takesFirst, inSecond: both || !takesFirst });
    if (takesFirst) i += 1;
    if (both || !takesFirst) j += 1;
  }
  return lines;
}
