/** How many letters have to be added, taken away or changed to make one word of the other (Levenshtein's distance). */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const here = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      here.push(Math.min((above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1, changed));
    }
    above = here;
  }
  return above[to.length] ?? 0;
}

/** The known name that a misspelt one most likely stands for; `undefined` if none is like it. */
export function similarName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A third of the letters may be wrong: 'SetPower' means 'SetPowered', 'Foo' means nothing.
  let least = Math.floor(name.length / 3) + 1;
  for (const candidate of known) {
    // What is much longer needs no comparison, which would take its time for a long text.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const letters = distance(wanted, candidate.toLowerCase());
    if (letters < least) [best, least] = [candidate, letters];
  }
  return best;
}

/** `, did you mean 'SetPowered'?`, for the end of a message; empty if no known name is like it, or it is no name at all. */
export function didYouMean(name: unknown, known: Iterable<string>): string {
  const similar = typeof name === 'string' ? similarName(name, known) : undefined;
  return similar === undefined ? '' : `, did you mean '${similar}'?`;
}
