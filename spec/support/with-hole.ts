/** `[item, , item]`, as callers without types may pass it. */
export function withHole(item: unknown): unknown[] {
  const list = [item];
  list[2] = item;
  return list;
}
