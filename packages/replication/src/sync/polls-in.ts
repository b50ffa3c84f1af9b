/** So many queries compare a thousand repositories: with what is listed besides, a pass takes 12 requests then. */
const queriesOfThousand = 10;
const pollsPerQuery = 12;
/** From ten queries on, of so many in a day. */
const pollsOfDay = 100;

/**
 * Of how many repositories without runners a pass lists them, as GitHub reports no registration: of all where they are
 * few, and the fewer, the more queries the pass takes.
 *
 * @param options `listedToday`: of how many of them they were listed within the last day, for whatever reason.
 */
export function pollsIn(
  queries: number,
  { listsBeside, listedToday }: { listsBeside: number; listedToday: number },
): number {
  const left = pollsPerQuery * (queriesOfThousand - queries) - listsBeside;
  return left > 0 ? left : Math.max(0, pollsOfDay - listedToday);
}
