import {
  type CountDifference,
  type Database,
  findRulesGrant,
  type ListOutcome,
  noteProbed,
  type RepositoryLists,
  recordCountDifferences,
  recordListsOfEach,
  type TrackedOptions,
  type TrackedRepository,
  trackedRepositories,
} from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { countRequests } from '../fetch/count-requests.ts';
import { imported } from '../import/imported.ts';
import { resources } from '../resources/index.ts';
import { repositories } from '../resources/repositories.ts';
import { runners } from '../resources/runners.ts';
import { createProbeQuery } from './create-probe-query.ts';
import { driftOf } from './drift-of.ts';
import { readLook } from './look-at-repositories.ts';
import { pollsIn } from './polls-in.ts';
import { findDriftedConversations } from './probe-conversations.ts';
import { findDriftedMilestones } from './probe-milestones.ts';
import { findDriftedReleases } from './probe-releases.ts';
import { storeDriftedRules } from './probe-rules.ts';
import { findDriftedRuns } from './probe-runs.ts';
import { chooseWatched, findDriftedWatched } from './watch-objects.ts';

/** A repository of which the twin is not what GitHub has, and the resources that show it. */
export interface Drift {
  repositoryId: number;
  resources: string[];
}

export interface Probe {
  /** How many repositories were looked at. */
  probed: number;
  drifts: Drift[];
  /** Ids of those that GitHub does not show any more. */
  unseen: number[];
  /** Those that GitHub could not answer for, with the reason. */
  unanswered: { fullName: string; reason: string }[];
  /** Ids of those whose self-hosted runners are to be listed, which nothing else shows. */
  polled: number[];
  /** Answers of GitHub that it took. */
  requests: number;
}

export interface ProbeOptions extends CallOptions {
  /** How many lists the pass requests besides; default: none. */
  listsBeside?: number;
}

const atOnce = 100;
const dayMs = 86_400_000;
/** Stands for the probe itself among the lists of a repository that GitHub does not show. */
const probeName = 'probe';

/**
 * Compares synced repositories with GitHub, a hundred in one GraphQL query: no request of the core limit is spent
 * on what did not move. What is as GitHub has it counts as synced. A repository that GitHub cannot answer for is recorded
 * with the reason and left to the next probe, and hides no other.
 *
 * @param which repositories, and whether only those that are due.
 * @throws what the GitHub client throws; what was looked at until then is noted.
 */
export async function probeDrift(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  which: Pick<TrackedOptions, 'among' | 'due'>,
  { listsBeside = 0, ...call }: ProbeOptions,
): Promise<Probe> {
  const grant = 'installationId' in which.among ? await findRulesGrant(database, which.among) : null;
  const ask = createProbeQuery({ areRulesReadable: grant !== false });
  const counted = countRequests(view);
  const probe: Probe = { probed: 0, drifts: [], unseen: [], unanswered: [], polled: [], requests: 0 };
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
    const answers = await ask(
      counted.github,
      tracked.map(({ nodeId }) => nodeId),
      call,
      watched.nodeIds,
    );
    const { seen, nodes, blocked, unknown, askedAt } = readLook(tracked, answers);
    const conversations = await findDriftedConversations(database, seen, probedAt);
    const runs = await findDriftedRuns(database, nodes);
    const milestones = await findDriftedMilestones(database, seen, probedAt);
    const releases = await findDriftedReleases(database, seen, { readUntil: byId, now: probedAt });
    const rules = await storeDriftedRules(database, seen, { isGranted: grant === true, askedAt });
    const beside = await findDriftedWatched(database, watched, answers.slice(tracked.length), {
      readUntil: byId,
      now: probedAt,
    });
    const differences: CountDifference[] = [];
    const drifts: Drift[] = [];
    const unseen: number[] = [];
    const named: number[] = [];
    for (const repository of tracked) {
      const { id } = repository;
      const found = seen.get(id);
      if (found === undefined) {
        if (!blocked.has(id) && !unknown.has(id)) unseen.push(id);
        continue;
      }
      if (found.nameWithOwner.toLowerCase() === repository.fullName.toLowerCase()) named.push(id);
      const difference = found.issues.totalCount - repository.issues;
      const isRecorded = difference === repository.issueDifference;
      const isCountedOtherwise = difference !== 0 && !(isRecorded && repository.isDifferenceChecked);
      if (!isRecorded) differences.push({ repositoryId: id, resource: 'issues', difference });
      const moved = driftOf(repository, found, {
        now: probedAt,
        issues: conversations.issues.has(id) || isCountedOtherwise,
        pullRequests: conversations.pullRequests.has(id),
        runs: runs.has(id) || beside.workflow_runs.has(id),
        milestones: milestones.has(id),
        releases: releases.has(id) || beside.releases.has(id),
        labels: beside.labels.has(id),
        rules: rules.has(id),
      });
      const resources = blocked.has(id) ? [] : dueOf(repository, moved);
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
    await noteProbed(database, {
      repositoryIds: tracked.map(({ id }) => id),
      drifted: drifts.map(({ repositoryId }) => repositoryId),
      unseen,
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
    probe.unseen.push(...unseen);
    probe.polled.push(
      ...tracked
        .filter(({ id, hasRunners }) => hasRunners && seen.has(id) && !blocked.has(id))
        .map(({ id }) => id),
    );
  }
}

/** What came of the probe itself, where that is to be recorded: it failed, or does no longer. */
function outcomeOf({ id, restrictions }: TrackedRepository, reason: string | null): RepositoryLists[] {
  const isRecorded = restrictions.some(({ resource }) => resource === probeName);
  if (reason === null && !isRecorded) return [];
  const outcome: ListOutcome =
    reason === null
      ? { resource: probeName, readUntil: null }
      : { resource: probeName, state: 'failed', reason };
  return [{ repositoryId: id, outcomes: [outcome] }];
}

/** Whether GitHub shows the runners of a repository, as far as is known. */
const isPollable = ({ restrictions }: TrackedRepository) =>
  restrictions.every(({ resource, isDue }) => resource !== runners.name || isDue);

/**
 * Where a runner may have been registered meanwhile, those whose runners were listed the longest ago: GitHub reports none
 * before it has a job.
 */
function nextPolled(
  candidates: readonly { id: number; readAt: number }[],
  queries: number,
  listsBeside: number,
): number[] {
  const sorted = candidates.toSorted((one, other) => one.readAt - other.readAt);
  const yesterday = Date.now() - dayMs;
  const listedToday = candidates.filter(({ readAt }) => readAt > yesterday).length;
  const most = pollsIn(queries, { listsBeside, listedToday });
  return sorted.slice(0, most).map(({ id }) => id);
}

/**
 * What is to be read: what shows a difference, but for lists that GitHub refuses, which are requested once a day; and
 * everything of a repository that GitHub shows again.
 */
function dueOf({ restrictions }: TrackedRepository, moved: readonly string[]): string[] {
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
  return [...new Set([...moved.filter((name) => !waiting.has(name)), ...due])];
}

/** The list that leads to one: jobs are read with their runs. */
const parentOf = (resource: string) => {
  const of = resources.find(({ name }) => name === resource)?.list?.of;
  return typeof of === 'object' ? of.resource : resource;
};
