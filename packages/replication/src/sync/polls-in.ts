/** So many queries compare a thousand repositories: with what is listed besides, a pass takes 12 requests then. */
const queriesOfThousand = 10;
const pollsPerQuery = 12;
/** From a thousand repositories on, of so many once a day. */
const pollsOfDay = 100;
const dayMs = 86_400_000;

/**
 * Of how many repositories without runners a pass lists them, as GitHub reports no registration: of all where they are
 * few, and the fewer, the more queries the pass takes.
 *
 * @param options `lastAt`: when the runners of any of them were listed last, in milliseconds.
 */
export function pollsIn(
  queries: number,
  { listsBeside, lastAt, now }: { listsBeside: number; lastAt: number; now: number },
): number {
  const left = pollsPerQuery * (queriesOfThousand - queries) - listsBeside;
  if (left > 0) return left;
  return now - lastAt > dayMs ? pollsOfDay : 0;
}
