/** The entries of a bundle of rollup that reach a module, by their ids. */
export function reachedFrom(id, getModuleInfo, seen = new Set()) {
  if (seen.has(id)) return [];
  seen.add(id);
  const { isEntry, importers } = getModuleInfo(id);
  return [...(isEntry ? [id] : []), ...importers.flatMap((importer) => reachedFrom(importer, getModuleInfo, seen))];
}
