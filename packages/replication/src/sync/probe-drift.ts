import {
  type CountDifference,
  type Database,
  findRulesGrant,
  type ListOutcome,
  type RepositoryLists,
  recordCountDifferences,
  recordListsOfEach,
  recordProbed,
  type TrackedOptions,
  type TrackedRepository,
  trackedRepositories,
} from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import { repositories, resources, runners } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { countRequests } from '../fetch/count-requests.ts';
import { imported } from '../import/imported.ts';
import { createProbeQuery } from './create-probe-query.ts';
import { driftOf } from './drift-of.ts';
import { pollsIn } from './polls-in.ts';
import { findDriftedBranches } from './probe-branches.ts';
import { findDriftedConversations } from './probe-conversations.ts';
import { findDriftedMilestones } from './probe-milestones.ts';
import { findDriftedReleases } from './probe-releases.ts';
import { readAnswers } from './probe-repositories.ts';
import { storeDriftedRules } from './probe-rules.ts';
import { findDriftedRuns } from './probe-runs.ts';
import { chooseWatched, findDriftedWatched } from './watch-objects.ts';

/** A repository that differs from GitHub, and the resources that differ. */
export interface Drift {
  repositoryId: number;
  resources: string[];
}

export interface Probe {
  /** The number of compared repositories. */
  probed: number;
  drifts: Drift[];
  /** Ids of the repositories that GitHub does not return any more. */
  inaccessible: number[];
  /** The repositories that GitHub could not answer for, with the reason. */
  unanswered: { fullName: string; reason: string }[];
  /** Ids of the repositories whose self-hosted runners must be listed, because nothing else shows them. */
  polled: number[];
  /** The number of answers from GitHub. */
  requests: number;
}

export interface ProbeOptions extends CallOptions {
  /** The number of other lists that the pass requests; default: none. */
  listsBeside?: number;
}

const atOnce = 100;
const dayMs = 86_400_000;
/** The name of the probe among a repository's lists that GitHub does not return. */
const probeName = 'probe';

/**
 * Compares synced repositories with GitHub, a hundred in one GraphQL query: unchanged repositories cost no request of
 * the core limit. Repositories without differences count as synced. One that GitHub cannot answer for is recorded
 * with the reason and left to the next probe, without affecting the others.
 *
 * @param which repositories, and whether only those that are due.
 * @throws what the GitHub client throws; earlier results are recorded.
 */
export async function probeDrift(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  which: Pick<TrackedOptions, 'among' | 'due'>,
  { listsBeside = 0, ...call }: ProbeOptions,
): Promise<Probe> {
  const grant = 'installationId' in which.among ? await findRulesGrant(database, which.among) : null;
  const query = createProbeQuery({ areRulesReadable: grant !== false });
  const counted = countRequests(view);
  const probe: Probe = { probed: 0, drifts: [], inaccessible: [], unanswered: [], polled: [], requests: 0 };
  const withoutRunners: { id: number; readAt: number }[] = [];
  for (let after = 0, looks = 0; ; looks += 1) {
    const tracked = await trackedRepositories(database, { ...which, after, limit: atOnce });
    const last = tracked.at(-1);
    if (last === undefined) {
      probe.polled.push(...nextPolled(withoutRunners, looks, listsBeside));
      probe.requests = counted.count();
      return probe;
    }
    after = last.id;
    const probedAt = new Date();
    const byId = new Map(tracked.map((each) => [each.id, each]));
    const watched = await chooseWatched(database, [...byId.keys()]);
    const answers = await query(
      counted.github,
      tracked.map(({ nodeId }) => nodeId),
      call,
      watched.nodeIds,
    );
    const { seen, nodes, blocked, unknown, requestedAt } = readAnswers(tracked, answers);
    const conversations = await findDriftedConversations(database, seen, probedAt);
    const branches = await findDriftedBranches(database, seen);
    const runs = await findDriftedRuns(database, nodes);
    const milestones = await findDriftedMilestones(database, seen, probedAt);
    const releases = await findDriftedReleases(database, seen, { readUntil: byId, now: probedAt });
    const rules = await storeDriftedRules(database, seen, { isGranted: grant === true, requestedAt });
    const beside = await findDriftedWatched(database, watched, answers.slice(tracked.length), {
      readUntil: byId,
      now: probedAt,
    });
    const differences: CountDifference[] = [];
    const drifts: Drift[] = [];
    const inaccessible: number[] = [];
    const named: number[] = [];
    for (const repository of tracked) {
      const { id } = repository;
      const found = seen.get(id);
      if (found === undefined) {
        if (!blocked.has(id) && !unknown.has(id)) inaccessible.push(id);
        continue;
      }
      if (found.nameWithOwner.toLowerCase() === repository.fullName.toLowerCase()) named.push(id);
      const difference = found.issues.totalCount - repository.issues;
      const isRecorded = difference === repository.issueDifference;
      const isCountedOtherwise = difference !== 0 && !(isRecorded && repository.isDifferenceChecked);
      if (!isRecorded) differences.push({ repositoryId: id, resource: 'issues', difference });
      const changed = driftOf(repository, found, {
        now: probedAt,
        issues: conversations.issues.has(id) || isCountedOtherwise,
        pullRequests: conversations.pullRequests.has(id),
        branches: branches.has(id),
        runs: runs.has(id) || beside.workflow_runs.has(id),
        milestones: milestones.has(id),
        releases: releases.has(id) || beside.releases.has(id),
        labels: beside.labels.has(id),
        rules: rules.has(id),
      });
      const resources = blocked.has(id) ? [] : dueOf(repository, changed);
      if (resources.length > 0) drifts.push({ repositoryId: id, resources });
    }
    for (const { id, fullName } of tracked) {
      const reason = unknown.get(id);
      if (reason !== undefined) probe.unanswered.push({ fullName, reason });
    }
    await recordListsOfEach(database, [
      ...tracked.flatMap((repository) => outcomeOf(repository, unknown.get(repository.id) ?? null)),
      ...[...blocked].map(([repositoryId, reason]) => ({
        repositoryId,
        outcomes: [{ resource: repositories.name, state: 'blocked' as const, reason }],
      })),
    ]);
    await recordProbed(database, {
      repositoryIds: tracked.map(({ id }) => id),
      drifted: drifts.map(({ repositoryId }) => repositoryId),
      inaccessible,
      unknown: [...unknown.keys(), ...blocked.keys()],
      named,
      probedAt,
    });
    await recordCountDifferences(database, differences);
    await watched.complete();
    const isWithout = (each: TrackedRepository) =>
      !each.hasRunners && isPollable(each) && seen.has(each.id) && !blocked.has(each.id);
    withoutRunners.push(
      ...tracked
        .filter(isWithout)
        .map(({ id, runnersReadAt }) => ({ id, readAt: runnersReadAt?.getTime() ?? 0 })),
    );
    probe.probed += tracked.length;
    probe.drifts.push(...drifts);
    probe.inaccessible.push(...inaccessible);
    probe.polled.push(
      ...tracked
        .filter(({ id, hasRunners }) => hasRunners && seen.has(id) && !blocked.has(id))
        .map(({ id }) => id),
    );
  }
}

/** The result of the probe itself, if it must be recorded: it failed, or it succeeded after a failure. */
function outcomeOf({ id, restrictions }: TrackedRepository, reason: string | null): RepositoryLists[] {
  const isRecorded = restrictions.some(({ resource }) => resource === probeName);
  if (reason === null && !isRecorded) return [];
  const outcome: ListOutcome =
    reason === null
      ? { resource: probeName, readUntil: null }
      : { resource: probeName, state: 'failed', reason };
  return [{ repositoryId: id, outcomes: [outcome] }];
}

/** Whether GitHub returns the runners of a repository, as far as known. */
const isPollable = ({ restrictions }: TrackedRepository) =>
  restrictions.every(({ resource, isDue }) => resource !== runners.name || isDue);

/**
 * The repositories whose runners were listed least recently: GitHub does not report a new runner before it has a job.
 */
function nextPolled(
  candidates: readonly { id: number; readAt: number }[],
  queries: number,
  listsBeside: number,
): number[] {
  const sorted = candidates.toSorted((one, other) => one.readAt - other.readAt);
  const yesterday = Date.now() - dayMs;
  const listedToday = candidates.filter(({ readAt }) => readAt > yesterday).length;
  const count = pollsIn(queries, { listsBeside, listedToday });
  return sorted.slice(0, count).map(({ id }) => id);
}

/**
 * The lists to read: those that differ, except for denied lists, which are requested once a day; and all lists of a
 * repository that is accessible again.
 */
function dueOf({ restrictions }: TrackedRepository, changed: readonly string[]): string[] {
  if (restrictions.some(({ resource }) => resource === repositories.name))
    return [repositories.name, ...imported.map(({ name }) => name)];
  const waiting = new Set(
    restrictions
      .filter(({ isDue, state }) => !isDue && state !== 'incomplete')
      .map(({ resource }) => resource),
  );
  const due = restrictions
    .filter(({ isDue, resource }) => isDue && resource !== probeName)
    .map(({ resource }) => parentOf(resource));
  return [...new Set([...changed.filter((name) => !waiting.has(name)), ...due])];
}

/** The list that contains the parents: jobs are read with their runs. */
const parentOf = (resource: string) => {
  const of = resources.find(({ name }) => name === resource)?.list?.of;
  return typeof of === 'object' ? of.resource : resource;
};
