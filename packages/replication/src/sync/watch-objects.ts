import {
  type Database,
  findReleases,
  findWatchedObjects,
  findWatchedRuns,
  readCursor,
  requestRefetch,
  saveCursor,
  type WatchedObject,
  type WatchedRun,
} from '@hubtwin/database';
import { workflowRuns } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { QueriedNode } from '../fetch/query-nodes.ts';
import { lagMs } from './is-changed.ts';
import { areReleasesEqual, releaseFields, shownRelease } from './probe-releases.ts';
import { isSameRun, suite, suiteFields, toShownRun } from './probe-runs.ts';

/** Maximum of labels and releases outside the probe that are watched in an interval, for each hundred repositories. */
const maxWatched = { labels: 200, releases: 100 };

/** The fields of watched objects. */
export const watchedFields = `
    ... on CheckSuite { ${suiteFields} }
    ... on Label { editedAt: updatedAt }
    ... on Release { ${releaseFields} }`;

const position = z.int().nullable().catch(null);
const positions = z.object({ labels: position, releases: position, recent: position, all: position });
const beginning = { labels: null, releases: null, recent: null, all: null };

/** Objects of some repositories that a probe compares separately, because its lists do not include them. */
export interface Watched {
  labels: WatchedObject[];
  releases: WatchedObject[];
  runs: WatchedRun[];
  nodeIds: string[];
  /** Makes the next pass continue after these. */
  complete(): Promise<void>;
}

/**
 * Chooses objects to compare with a probe of repositories: labels and releases after the first hundred, and runs,
 * which may be on a commit that no branch includes any more.
 */
export async function chooseWatched(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<Watched> {
  const scope = `watched:${repositoryIds[0] ?? 0}`;
  const stored = positions.safeParse((await readCursor(database, scope))?.value);
  const at = stored.data ?? beginning;
  const objectsOf = (table: 'labels' | 'releases') =>
    findWatchedObjects(database, table, { repositoryIds, after: at[table], limit: maxWatched[table] });
  const labels = await objectsOf('labels');
  const releases = await objectsOf('releases');
  const { runs, positions: next } = await findWatchedRuns(database, repositoryIds, at);
  return {
    labels,
    releases,
    runs,
    nodeIds: [...labels, ...releases, ...runs].map(({ nodeId }) => nodeId),
    complete: () =>
      saveCursor(database, scope, {
        labels: labels.at(-1)?.id ?? null,
        releases: releases.at(-1)?.id ?? null,
        ...next,
      }),
  };
}

/** When lists of repositories were last read completely, by id. */
type ReadUntil = ReadonlyMap<number, { labelsReadUntil: Date | null; releasesReadUntil: Date | null }>;

/**
 * Compares watched objects with GitHub's answers. Runs that differ are fetched: a list contains only the newest.
 *
 * @param answers in the order of `nodeIds`.
 * @returns the repositories that differ, by resource.
 */
export async function findDriftedWatched(
  database: Kysely<Database>,
  { labels, releases, runs }: Watched,
  answers: readonly QueriedNode[],
  { readUntil, now }: { readUntil: ReadUntil; now: Date },
): Promise<Record<'labels' | 'releases' | 'workflow_runs', Set<number>>> {
  const answersOfReleases = answers.slice(labels.length);
  const answersOfRuns = answersOfReleases.slice(releases.length);
  const drifted = <T extends { repositoryId: number }>(
    objects: readonly T[],
    answered: readonly QueriedNode[],
    differs: (ours: T, node: unknown) => boolean,
  ) =>
    objects.filter((object, at) => {
      const { node = null, errors = [], failure = null } = answered[at] ?? {};
      if (failure !== null) return false;
      // If GitHub does not find it, a fetch decides whether it was deleted.
      return node === null ? errors.some(({ type }) => type === 'NOT_FOUND') : differs(object, node);
    });
  const knownReleases = await findReleases(
    database,
    releases.map(({ id }) => id),
  );
  const idsOf = (objects: readonly { repositoryId: number }[]) =>
    new Set(objects.map(({ repositoryId }) => repositoryId));
  const driftedRuns = drifted(runs, answersOfRuns, (ours, node) => {
    const { data } = suite.safeParse(node);
    const theirs = data === undefined ? null : toShownRun(data);
    return theirs !== null && theirs.id === ours.id && !isSameRun(ours, theirs);
  });
  await requestRefetch(
    database,
    workflowRuns,
    driftedRuns.map(({ id }) => id),
  );
  return {
    labels: idsOf(
      drifted(labels, answers, ({ repositoryId }, node) =>
        isLabelEdited(node, readUntil.get(repositoryId)?.labelsReadUntil ?? null),
      ),
    ),
    releases: idsOf(
      drifted(releases, answersOfReleases, ({ id, repositoryId }, node) => {
        const { data } = shownRelease.safeParse(node);
        const ours = knownReleases.get(id);
        const until = readUntil.get(repositoryId)?.releasesReadUntil ?? null;
        return (
          data !== undefined && ours !== undefined && !areReleasesEqual(ours, data, { readUntil: until, now })
        );
      }),
    ),
    workflow_runs: idsOf(driftedRuns),
  };
}

const label = z.object({ editedAt: z.iso.datetime().nullable() });

/** Whether a label was edited since all were read; only GraphQL returns that time. */
export function isLabelEdited(node: unknown, readUntil: Date | null): boolean {
  const { data } = label.safeParse(node);
  return readUntil !== null && Date.parse(data?.editedAt ?? '') > readUntil.getTime() + lagMs;
}
