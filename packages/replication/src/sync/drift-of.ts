import type { TrackedRepository } from '@hubtwin/database';
import { type ProbeSignal, repositories, resources } from '@hubtwin/resources';
import { isChanged } from './is-changed.ts';
import type { Probed } from './probe-repositories.ts';
import { isLabelEdited } from './watch-objects.ts';

/** The resources with lists whose drift a probe detects, with the differences that show it. */
const probed = resources.flatMap(({ name, list, drift }) =>
  'probe' in drift && (list !== undefined || name === repositories.name)
    ? [{ name, signals: drift.probe }]
    : [],
);

export const probedResources: readonly string[] = probed.map(({ name }) => name);

/** The results of comparing objects one by one. */
interface Drifted {
  now: Date;
  issues: boolean;
  pullRequests: boolean;
  branches: boolean;
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
  const differences = differencesOf(ours, theirs, drifted);
  return probed
    .filter(({ signals }) => signals.some((signal) => differences[signal]))
    .map(({ name }) => name);
}

function differencesOf(
  ours: TrackedRepository,
  theirs: Probed,
  drifted: Drifted,
): Record<ProbeSignal, boolean> {
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
  return {
    repository:
      ours.fullName !== theirs.nameWithOwner ||
      ours.isPrivate !== theirs.isPrivate ||
      ours.archived !== theirs.isArchived ||
      ours.stargazers !== theirs.stargazerCount ||
      ours.forks !== theirs.forkCount ||
      (head !== null && ours.defaultBranch !== head.name) ||
      differs(ours.updatedAt, theirs.updatedAt) ||
      differs(ours.pushedAt, theirs.pushedAt),
    push: isPushed,
    branches:
      drifted.branches ||
      drifted.rules ||
      // Without permission, rules are not visible.
      (head?.branchProtectionRule != null && ours.isHeadProtected === false) ||
      ours.branches !== (theirs.refs?.totalCount ?? 0),
    historyGaps: ours.hasHistoryGaps,
    issues: issuesChanged,
    pullRequests: pullsChanged,
    runs: drifted.runs,
    openJobs: ours.hasOpenJobs,
    milestones: drifted.milestones || ours.milestones !== milestones,
    // Repositories contain the number of their milestones, but not when it changed.
    milestonesOfChanged: milestones > 0 && (issuesChanged || pullsChanged),
    labels:
      drifted.labels ||
      ours.labels !== (theirs.labels?.totalCount ?? 0) ||
      (theirs.labels?.nodes ?? []).some((label) => isLabelEdited(label, ours.labelsReadUntil)),
    releases: drifted.releases || ours.releases !== (theirs.releases?.totalCount ?? 0),
    rules: drifted.rules,
  };
}
