import type { Entry } from './world-reader.ts';

/** Finds objects by node id while walking through them at most once, however many ids are asked for. */
export function createNodeFinder(entries: Iterator<Entry>): (id: string) => object | undefined {
  const seen = new Map<string, () => object>();
  return (id) => {
    while (!seen.has(id)) {
      const next = entries.next();
      if (next.done) break;
      seen.set(...next.value);
    }
    return seen.get(id)?.();
  };
}
