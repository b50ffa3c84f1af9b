import { type Database, findReleases, type StoredRelease } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isChanged, lagMs } from './is-changed.ts';

export const releaseFields = 'databaseId updatedAt tagName name isDraft isPrerelease';

/** The number of releases, and the newest: GitHub does not order them by their last edit. */
export const newestReleases = `
      releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
        totalCount nodes { ${releaseFields} }
      }`;

export const shownRelease = z.object({
  databaseId: z.int().nullable(),
  updatedAt: z.iso.datetime(),
  tagName: z.string(),
  name: z.string().nullable(),
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
});
type Release = z.infer<typeof shownRelease>;

/** The releases of a repository in a probe: drafts only for credentials with write permission. */
export const shownReleases = z.object({
  releases: z.object({ totalCount: z.int(), nodes: z.array(shownRelease.nullable()) }).nullable(),
});

/**
 * Finds the repositories whose releases differ from GitHub, by id.
 *
 * @param options `readUntil`: up to when the releases of each repository are known completely; null: never.
 */
export async function findDriftedReleases(
  database: Kysely<Database>,
  shown: ReadonlyMap<number, z.infer<typeof shownReleases>>,
  { readUntil, now }: { readUntil: ReadonlyMap<number, { releasesReadUntil: Date | null }>; now: Date },
): Promise<Set<number>> {
  const listed = [...shown].flatMap(([repositoryId, { releases }]) =>
    (releases?.nodes ?? []).flatMap((each) =>
      each === null || each.databaseId === null ? [] : [{ repositoryId, each, id: each.databaseId }],
    ),
  );
  const stored = await findReleases(
    database,
    listed.map(({ id }) => id),
  );
  const drifted = listed.filter(({ repositoryId, id, each }) => {
    const ours = stored.get(id);
    const until = readUntil.get(repositoryId)?.releasesReadUntil ?? null;
    return ours === undefined || !areReleasesEqual(ours, each, { readUntil: until, now });
  });
  return new Set(drifted.map(({ repositoryId }) => repositoryId));
}

/** Whether the stored release equals GitHub's. */
export function areReleasesEqual(
  ours: StoredRelease,
  theirs: Release,
  { readUntil, now }: { readUntil: Date | null; now: Date },
): boolean {
  const { updatedAt } = ours;
  const isEdited =
    updatedAt === null
      ? readUntil !== null && Date.parse(theirs.updatedAt) > readUntil.getTime() + lagMs
      : isChanged(new Date(updatedAt), theirs.updatedAt, now);
  return (
    !isEdited &&
    ours.tag === theirs.tagName &&
    (ours.name ?? '') === (theirs.name ?? '') &&
    ours.isDraft === theirs.isDraft &&
    ours.isPrerelease === theirs.isPrerelease
  );
}
