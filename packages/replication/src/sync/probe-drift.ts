import {
  type Database,
  noteProbed,
  type TrackedOptions,
  type TrackedRepository,
  trackedRepositories,
} from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';

/** One look at up to a hundred repositories: what changes when anything in them does. */
const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Repository {
      databaseId nameWithOwner isPrivate isArchived updatedAt pushedAt stargazerCount forkCount
      defaultBranchRef { name target { oid } }
      issues(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
      pullRequests(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }
      refs(refPrefix: "refs/heads/") { totalCount }
      labels { totalCount }
      releases { totalCount }
      milestones { totalCount }
    }
  }
}`;

const newest = z.object({ nodes: z.array(z.object({ updatedAt: z.iso.datetime() }).nullable()) });
const counted = z.object({ totalCount: z.int() }).nullable();
const probed = z.object({
  databaseId: z.int(),
  nameWithOwner: z.string(),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  updatedAt: z.iso.datetime(),
  pushedAt: z.iso.datetime().nullable(),
  stargazerCount: z.int(),
  forkCount: z.int(),
  defaultBranchRef: z
    .object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() })
    .nullable(),
  issues: newest,
  pullRequests: newest,
  refs: counted,
  labels: counted,
  releases: counted,
  milestones: counted,
});
type Probed = z.infer<typeof probed>;

/** The resources whose drift a probe shows. */
export const probedResources = [
  'repositories',
  'branches',
  'commits',
  'contributors',
  'workflows',
  'workflow_runs',
  'issues',
  'pull_requests',
  'milestones',
  'labels',
  'releases',
] as const;

const answer = z.object({ nodes: z.array(probed.nullable()) });

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
  /** Ids of those with self-hosted runners, whose status shows nowhere else. */
  polled: number[];
}

/** The query failed for another reason than that a repository is not to be seen. */
class ProbeError extends Error {
  override readonly name = 'ProbeError';
  readonly code = 'probe_failed';
}

const atOnce = 100;

/**
 * Compares synced repositories with GitHub, a hundred in one GraphQL query: no request of the core limit is spent
 * on what did not move. What is as GitHub has it counts as synced.
 *
 * @param which repositories, and whether only those that are due.
 * @throws ProbeError, and what the GitHub client throws; what was looked at until then is noted.
 */
export async function probeDrift(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  which: Pick<TrackedOptions, 'among' | 'due'>,
  call: CallOptions,
): Promise<Probe> {
  const probe: Probe = { probed: 0, drifts: [], unseen: [], polled: [] };
  for (let after = 0; ; ) {
    const tracked = await trackedRepositories(database, { ...which, after, limit: atOnce });
    const last = tracked.at(-1);
    if (last === undefined) return probe;
    after = last.id;
    const probedAt = new Date();
    const seen = await look(view, tracked, call);
    const drifts: Drift[] = [];
    const unseen: number[] = [];
    for (const repository of tracked) {
      const found = seen.get(repository.id);
      if (found === undefined) unseen.push(repository.id);
      else {
        const resources = driftOf(repository, found);
        if (resources.length > 0) drifts.push({ repositoryId: repository.id, resources });
      }
    }
    await noteProbed(database, {
      repositoryIds: tracked.map(({ id }) => id),
      drifted: drifts.map(({ repositoryId }) => repositoryId),
      unseen,
      probedAt,
    });
    probe.probed += tracked.length;
    probe.drifts.push(...drifts);
    probe.unseen.push(...unseen);
    probe.polled.push(
      ...tracked.filter(({ id, hasRunners }) => hasRunners && seen.has(id)).map(({ id }) => id),
    );
  }
}

async function look(
  view: GitHub,
  tracked: readonly TrackedRepository[],
  call: CallOptions,
): Promise<Map<number, Probed>> {
  const ids = tracked.map(({ nodeId }) => nodeId);
  const { data, errors } = await view.graphql<unknown>(query, { ids }, call);
  // Only of what is not found may nothing be said; what else went wrong tells nothing of the repository.
  const fault = errors.find(({ type }) => type !== 'NOT_FOUND' && type !== 'FORBIDDEN');
  if (fault !== undefined) throw new ProbeError(`GitHub could not be probed: ${fault.message}`);
  const found = answer.parse(data).nodes.filter((node) => node !== null);
  return new Map(found.map((node) => [node.databaseId, node]));
}

/** The resources that show a difference. */
function driftOf(ours: TrackedRepository, theirs: Probed): string[] {
  const head = theirs.defaultBranchRef;
  const isPushed = isBehind(ours, theirs);
  const issuesMoved = isOlder(ours.newestIssue, theirs.issues.nodes[0]?.updatedAt ?? null);
  const pullsMoved = isOlder(ours.newestPullRequest, theirs.pullRequests.nodes[0]?.updatedAt ?? null);
  const milestones = theirs.milestones?.totalCount ?? 0;
  const moved: Record<(typeof probedResources)[number], boolean> = {
    repositories:
      ours.fullName !== theirs.nameWithOwner ||
      ours.isPrivate !== theirs.isPrivate ||
      ours.archived !== theirs.isArchived ||
      ours.stargazers !== theirs.stargazerCount ||
      ours.forks !== theirs.forkCount ||
      (head !== null && ours.defaultBranch !== head.name) ||
      isOlder(ours.updatedAt, theirs.updatedAt) ||
      isOlder(ours.pushedAt, theirs.pushedAt),
    branches: isPushed || ours.branches !== (theirs.refs?.totalCount ?? 0),
    commits: isPushed,
    contributors: isPushed,
    workflows: isPushed,
    workflow_runs: isPushed,
    issues: issuesMoved,
    pull_requests: pullsMoved,
    // They count what is theirs, and do not say when that changed.
    milestones: ours.milestones !== milestones || (milestones > 0 && (issuesMoved || pullsMoved)),
    labels: ours.labels !== (theirs.labels?.totalCount ?? 0),
    releases: ours.releases !== (theirs.releases?.totalCount ?? 0),
  };
  return probedResources.filter((resource) => moved[resource]);
}

const isBehind = (ours: TrackedRepository, { defaultBranchRef, pushedAt }: Probed) =>
  (defaultBranchRef?.target != null && ours.head !== defaultBranchRef.target.oid) ||
  isOlder(ours.pushedAt, pushedAt);

const isOlder = (ours: Date | null, theirs: string | null) =>
  theirs !== null && (ours === null || ours.getTime() < Date.parse(theirs));
