/** The names of the values that a report of API Extractor says are exported. */
export function valuesOf(report: string): string[] {
  const declared = /^(export )?(?:abstract )?(?:const|class|function|enum) (\w+)/gm;
  const values = [...report.matchAll(declared)].map(([, exported, name]) => ({
    name,
    exported: exported !== undefined,
  }));
  // It renames what has the name of something global, such as `status` of browsers.
  const renamed = [...report.matchAll(/^export \{ (\w+) as (\w+) \}/gm)].flatMap(([, inner, outer]) =>
    values.some(({ name }) => name === inner) ? [outer] : [],
  );
  return [
    ...new Set([...values.flatMap(({ name, exported }) => (exported ? [name] : [])), ...renamed]),
  ].sort() as string[];
}
