/** What is drawn at random or counts time, by what it is. */
const VARYING: readonly (readonly [kind: string, found: RegExp])[] = [['value', /\b(?!0{32})[0-9a-f]{32}\b/gi]];

/** Replaces what varies by its kind and a number, counted through the session: the same value is the same number. */
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
    return VARYING.reduce((text, [kind, found]) => text.replaceAll(found, (value) => label(kind, value)), line);
  });
}

/** What was typed, and into what: it is known, and shows where in a session something is. */
export const isTyped = (line: string): boolean => /^(\$|\w+>) /.test(line);
