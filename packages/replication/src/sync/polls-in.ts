/** Of how many repositories the runners are listed in the pass that is the first of a day. */
export const pollsOfDay = 100;

/** So many queries compare a thousand repositories: with them and what is listed besides, a pass takes 12 requests. */
const queriesOfThousand = 10;
const pollsPerQuery = 11;

/**
 * Of how many repositories without runners a pass lists them, as GitHub reports no registration: of all where they are
 * few. The more queries a pass takes, the fewer, and none from a thousand repositories on where it lists much besides.
 */
export const pollsIn = (queries: number, listsBeside: number): number =>
  Math.max(
    listsBeside > 0 ? 0 : 1,
    1 + pollsPerQuery * Math.max(0, queriesOfThousand - queries) - listsBeside,
  );
