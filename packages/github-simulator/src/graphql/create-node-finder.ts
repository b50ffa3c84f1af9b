/** An object by its node id, to be made when asked for. */
export type Entry = readonly [id: string, node: () => object];

/**
 * Finds objects by node id while walking at most once through those of its kind, which its prefix tells, however
 * many ids are asked for.
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
