import {
  type Database,
  findRulesGrant,
  type ListOutcome,
  type RepositoryLists,
  recordListsOfEach,
  recordProbed,
  type TrackedOptions,
  type TrackedRepository,
  trackedRepositories,
} from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import { repositories, resources } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { countRequests } from '../../fetch/count-requests.ts';
import { imported } from '../../import/imported.ts';
import {
  type ComparedOrganization,
  createOrganizationComparison,
} from '../organization/compare-organizations.ts';
import { chooseWatched } from './compare-watched.ts';
import { createProbeQuery } from './create-probe-query.ts';
import { deleteOrphans } from './delete-orphans.ts';
import { driftOf } from './drift-of.ts';
import { probeParts } from './parts.ts';
import { createPolling, rotatedLists } from './polled-lists.ts';
import type { Difference } from './probe-part.ts';
import { probedLists } from './probed-lists.ts';
import { readAnswers } from './read-answers.ts';

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
  /** The lists that must be read although nothing differs, because nothing else shows their objects. */
  polled: { repositoryId: number; resource: string }[];
  /** The organisations of the repositories whose lists were compared. */
  organizations: ComparedOrganization[];
  /** The number of answers from GitHub. */
  requests: number;
}

export interface ProbeOptions extends CallOptions {
  /** The number of other lists that the pass requests; default: none. */
  listsBeside?: number;
  /** Whether organisations are compared, too; default: no. */
  comparesOrganizations?: boolean;
}

const atOnce = 100;
const lists = [...probedLists, ...rotatedLists];
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
  { listsBeside = 0, comparesOrganizations = false, ...call }: ProbeOptions,
): Promise<Probe> {
  const grant = 'installationId' in which.among ? await findRulesGrant(database, which.among) : null;
  const query = createProbeQuery({ isWhole: grant !== false });
  const polling = createPolling();
  const counted = countRequests(view);
  const organizations = createOrganizationComparison(database);
  const probe: Probe = {
    ...{ probed: 0, drifts: [], inaccessible: [], unanswered: [], polled: [], organizations: [] },
    requests: 0,
  };
  for (let after = 0, looks = 0; ; looks += 1) {
    const tracked = await trackedRepositories(database, { ...which, lists, after, limit: atOnce });
    const last = tracked.at(-1);
    if (last === undefined) {
      probe.polled = polling.choose(looks, listsBeside);
      probe.organizations = organizations.results();
      probe.requests = counted.count();
      return probe;
    }
    after = last.id;
    const probedAt = new Date();
    const byId = new Map(tracked.map((each) => [each.id, each]));
    const watched = await chooseWatched(database, byId);
    const owners = await organizations.choose(comparesOrganizations ? [...byId.keys()] : []);
    const answers = await query(
      counted.github,
      tracked.map(({ nodeId }) => nodeId),
      call,
      [...watched.nodes, ...owners.nodeIds.map((id) => ({ id, group: 'organizations' }))],
    );
    const { nodes, blocked, unknown, requestedAt } = readAnswers(tracked, answers);
    const comparison = {
      database,
      repositories: tracked.flatMap((ours) =>
        nodes.has(ours.id) ? [{ ours, node: nodes.get(ours.id) }] : [],
      ),
      now: probedAt,
      requestedAt,
      isGranted: grant === true,
    };
    const beside = answers.slice(tracked.length);
    await deleteOrphans(database, [...byId.keys()], requestedAt);
    const differences: Difference[] = await watched.compare(beside, probedAt);
    await owners.compare(beside.slice(watched.nodes.length));
    for (const part of probeParts) differences.push(...(await part.compare(comparison)));
    const byRepository = Map.groupBy(differences, ({ repositoryId }) => repositoryId);
    const drifts: Drift[] = [];
    const inaccessible: number[] = [];
    const named: number[] = [];
    for (const repository of tracked) {
      const { id } = repository;
      const node = nodes.get(id);
      if (node === undefined) {
        if (!blocked.has(id) && !unknown.has(id)) inaccessible.push(id);
        continue;
      }
      if (node.nameWithOwner.toLowerCase() === repository.fullName.toLowerCase()) named.push(id);
      const changed = driftOf(
        (byRepository.get(id) ?? []).map(({ of }) => of),
        node,
      );
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
    await watched.complete();
    polling.add(tracked.filter(({ id }) => nodes.has(id) && !blocked.has(id)));
    probe.probed += tracked.length;
    probe.drifts.push(...drifts);
    probe.inaccessible.push(...inaccessible);
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
