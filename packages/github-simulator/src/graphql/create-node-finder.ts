/** A node id, and a function that creates its object. */
export type Entry = readonly [id: string, node: () => object];

/**
 * Resolves node ids while iterating at most once over the objects of each kind, for any number of ids. The prefix
 * determines the kind.
 */
export function createNodeFinder(
  entries: (kind: string) => Iterator<Entry>,
): (id: string) => object | undefined {
  const walks = new Map<string, Iterator<Entry>>();
  const seen = new Map<string, () => object>();
  return (id) => {
    const [kind = ''] = id.split('_', 1);
    const walk = walks.get(kind) ?? entries(kind);
    walks.set(kind, walk);
    while (!seen.has(id)) {
      const next = walk.next();
      if (next.done) break;
      seen.set(...next.value);
    }
    return seen.get(id)?.();
  };
}
