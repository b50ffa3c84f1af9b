import type { TrackedRepository } from '@hubtwin/database';
import { isChanged } from './is-changed.ts';
import type { Probed } from './probe-repositories.ts';
import { isLabelEdited } from './watch-objects.ts';

/** The resources whose drift a probe detects. */
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

/** The results of comparing objects one by one. */
interface Drifted {
  now: Date;
  issues: boolean;
  pullRequests: boolean;
  runs: boolean;
  milestones: boolean;
  releases: boolean;
  /** Labels after the first hundred. */
  labels: boolean;
  /** Branch rules, which are already stored; the branches that they protect are not. */
  rules: boolean;
}

/** The resources that differ. */
export function driftOf(ours: TrackedRepository, theirs: Probed, drifted: Drifted): string[] {
  const head = theirs.defaultBranchRef;
  const differs = (one: Date | null, other: string | null) => isChanged(one, other, drifted.now);
  const isPushed =
    (head?.target != null && ours.head !== head.target.oid) || differs(ours.pushedAt, theirs.pushedAt);
  // An object newer than any that GitHub returns was deleted.
  const issuesChanged =
    drifted.issues || differs(ours.newestIssue, theirs.issues.nodes[0]?.updatedAt ?? null);
  const pullsChanged =
    drifted.pullRequests || differs(ours.newestPullRequest, theirs.pullRequests.nodes[0]?.updatedAt ?? null);
  const milestones = theirs.milestones?.totalCount ?? 0;
  const changed: Record<(typeof probedResources)[number], boolean> = {
    repositories:
      ours.fullName !== theirs.nameWithOwner ||
      ours.isPrivate !== theirs.isPrivate ||
      ours.archived !== theirs.isArchived ||
      ours.stargazers !== theirs.stargazerCount ||
      ours.forks !== theirs.forkCount ||
      (head !== null && ours.defaultBranch !== head.name) ||
      differs(ours.updatedAt, theirs.updatedAt) ||
      differs(ours.pushedAt, theirs.pushedAt),
    branches:
      isPushed ||
      drifted.rules ||
      // Without permission, rules are not visible.
      (head?.branchProtectionRule != null && ours.isHeadProtected === false) ||
      ours.branches !== (theirs.refs?.totalCount ?? 0),
    commits: isPushed || ours.hasHistoryGaps,
    contributors: isPushed,
    workflows: isPushed,
    workflow_runs: isPushed || drifted.runs || ours.hasOpenJobs,
    issues: issuesChanged,
    pull_requests: pullsChanged,
    // Repositories contain the number of their milestones, but not when it changed.
    milestones:
      drifted.milestones ||
      ours.milestones !== milestones ||
      (milestones > 0 && (issuesChanged || pullsChanged)),
    labels:
      drifted.labels ||
      ours.labels !== (theirs.labels?.totalCount ?? 0) ||
      (theirs.labels?.nodes ?? []).some((label) => isLabelEdited(label, ours.labelsReadUntil)),
    releases: drifted.releases || ours.releases !== (theirs.releases?.totalCount ?? 0),
  };
  return probedResources.filter((resource) => changed[resource]);
}
