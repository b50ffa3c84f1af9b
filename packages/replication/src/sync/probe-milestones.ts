import { type Database, findMilestones } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isChanged } from './is-changed.ts';

/** The number of milestones, and the last changed ones. */
export const newestMilestones = `
      milestones(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) {
        totalCount nodes { number updatedAt title state }
      }`;

const milestone = z.object({
  number: z.int(),
  updatedAt: z.iso.datetime(),
  title: z.string(),
  state: z.string(),
});

/** The milestones of a repository in a probe. */
export const shownMilestones = z.object({
  milestones: z.object({ totalCount: z.int(), nodes: z.array(milestone.nullable()) }).nullable(),
});

/** Finds the repositories whose milestones differ from GitHub, by id. */
export async function findDriftedMilestones(
  database: Kysely<Database>,
  shown: ReadonlyMap<number, z.infer<typeof shownMilestones>>,
  now: Date,
): Promise<Set<number>> {
  const listed = [...shown].flatMap(([repositoryId, { milestones }]) =>
    (milestones?.nodes ?? []).flatMap((each) => (each === null ? [] : [{ repositoryId, each }])),
  );
  const nameOf = (repositoryId: number, number: number) => `${repositoryId}/${number}`;
  const stored = await findMilestones(database, {
    repositoryIds: [...new Set(listed.map(({ repositoryId }) => repositoryId))],
    numbers: [...new Set(listed.map(({ each }) => each.number))],
  });
  const known = new Map(stored.map((each) => [nameOf(each.repositoryId, each.number), each]));
  const drifted = listed.filter(({ repositoryId, each }) => {
    const ours = known.get(nameOf(repositoryId, each.number));
    if (ours === undefined || isChanged(ours.updatedAt, each.updatedAt, now)) return true;
    // A lagging replica returns an older version.
    if (ours.updatedAt !== null && ours.updatedAt.getTime() > Date.parse(each.updatedAt)) return false;
    return ours.title !== each.title || ours.state !== each.state.toLowerCase();
  });
  return new Set(drifted.map(({ repositoryId }) => repositoryId));
}
