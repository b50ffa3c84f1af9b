import { type Database, findDifferingBranches } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';

/**
 * The number of branches, and the first hundred with their heads: the push that was lost may have been followed by
 * one to another branch, so the time of the last push is not sufficient.
 */
export const firstBranches = `
      refs(refPrefix: "refs/heads/", first: 100) { totalCount nodes { name target { oid } } }`;

const branch = z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() });

/** The branches of a repository in a probe. */
export const shownBranches = z.object({
  refs: z.object({ totalCount: z.int32(), nodes: z.array(branch.nullable()) }).nullable(),
});

/** Finds the repositories with branches that are missing in the twin or have another head, by id. */
export async function findDriftedBranches(
  database: Kysely<Database>,
  shown: ReadonlyMap<number, z.infer<typeof shownBranches>>,
): Promise<Set<number>> {
  const heads = [...shown].flatMap(([repositoryId, { refs }]) =>
    (refs?.nodes ?? []).flatMap((each) =>
      each === null || each.target === null ? [] : [{ repositoryId, name: each.name, sha: each.target.oid }],
    ),
  );
  return await findDifferingBranches(database, heads);
}
