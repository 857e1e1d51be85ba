/** What is drawn at random or counts time, by what it is. */
const VARYING: readonly (readonly [kind: string, found: RegExp])[] = [['value', /\b(?!0{32})[0-9a-f]{32}\b/gi]];

/**
 * Replaces what varies by its kind and a number, counted through the session: the same value is the same number. What begins with a bracket
 * is indented: in a transcript that would be names of kernels.
 */
export function numbered(lines: readonly string[]): string[] {
  const labels = new Map<string, string>();
  const label = (kind: string, value: string): string => {
    const count = [...labels.values()].filter((each) => each.startsWith(`<${kind} `)).length;
    const known = labels.get(value) ?? `<${kind} ${count + 1}>`;
    labels.set(value, known);
    return known;
  };
  return lines.map((line) => {
    if (isTyped(line)) return line;
    const indented = line.replace(/^\[/, ' [');
    return VARYING.reduce((text, [kind, found]) => text.replaceAll(found, (value) => label(kind, value)), indented);
  });
}

/** What was typed, and into what: it is known, and shows where in a session something is. */
export const isTyped = (line: string): boolean => /^(\$|\w+>) /.test(line);
