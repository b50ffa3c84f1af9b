/**
 * The number of queries that compare a thousand repositories: together with its lists, a pass then takes 12 requests.
 */
const queriesOfThousand = 10;
const pollsPerQuery = 12;
/** Lists per day, from ten queries on. */
const pollsOfDay = 100;

/**
 * The number of repositories without runners whose runners a pass lists, because GitHub reports no registrations: all
 * if there are few; otherwise fewer, the more queries the pass takes.
 *
 * @param options `listedToday`: how many of them were listed within the last day, for any reason.
 */
export function pollsIn(
  queries: number,
  { listsBeside, listedToday }: { listsBeside: number; listedToday: number },
): number {
  const left = pollsPerQuery * (queriesOfThousand - queries) - listsBeside;
  return left > 0 ? left : Math.max(0, pollsOfDay - listedToday);
}
