/** What is made when it is first asked for, and kept: most programs ask for few of many such things. */
export function whenAsked<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
