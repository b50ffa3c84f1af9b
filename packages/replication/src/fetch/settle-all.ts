import type { Fetched } from '../answers/withheld.ts';

/** Fetches objects concurrently: one whose request fails does not affect the others. */
export async function settleAll<T>(
  objects: readonly T[],
  fetch: (object: T) => Promise<Fetched>,
): Promise<Fetched[]> {
  const outcomes = await Promise.allSettled(objects.map(fetch));
  return outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : { failure: outcome.reason },
  );
}
