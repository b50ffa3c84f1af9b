import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { pullRequestShape } from '../../shapes/pull-request.ts';
import type { Host, PullRequest, Repository } from '../../world/model.ts';
import { restLabelShape } from './label.ts';
import { restMilestoneShape } from './milestone.ts';
import { listedRepositoryShape } from './repository.ts';
import { listedTeamShape } from './team.ts';

type Schemas = components['schemas'];

/** GitHub's description does not allow a deleted fork, which occurs. */
type WithHead<T extends { head: object }> = Omit<T, 'head'> & {
  head: Omit<T['head'], 'repo'> & { repo: ReturnType<typeof listedRepositoryShape> | null };
};

/** It also does not allow a label without a description. */
type ListedPullRequest = WithHead<
  Omit<Schemas['pull-request-simple'], 'labels'> & Pick<Schemas['pull-request'], 'labels'>
>;

/** A pull request in a list, without fields that GitHub computes (counts, mergeability). */
export function listedPullRequestShape(
  host: Host,
  repository: Repository,
  pullRequest: PullRequest,
): ListedPullRequest {
  const {
    merged,
    mergeable,
    rebaseable,
    mergeable_state,
    merged_by,
    comments,
    review_comments,
    maintainer_can_modify,
    commits,
    additions,
    deletions,
    changed_files,
    ...simple
  } = fullPullRequestShape(host, repository, pullRequest);
  const requested_teams = pullRequest.reviewTeams.map((team) => listedTeamShape({ host }, team));
  return { ...simple, requested_teams };
}

/** A single pull request. */
export function fullPullRequestShape(
  host: Host,
  repository: Repository,
  pullRequest: PullRequest,
): WithHead<Schemas['pull-request']> {
  const shape = pullRequestShape(host, repository, pullRequest);
  const isOpen = pullRequest.state === 'open';
  const from = pullRequest.head.repository;
  const { label, ref, sha } = shape.head;
  return {
    ...shape,
    labels: pullRequest.labels.map((label) => restLabelShape(host, repository, label)),
    requested_reviewers: pullRequest.reviewers.map((reviewer) => userShape(host, reviewer)),
    requested_teams: pullRequest.reviewTeams.map((team) => listedTeamShape({ host }, team)),
    merged: pullRequest.mergedAt !== null,
    milestone: pullRequest.milestone && restMilestoneShape(host, repository, pullRequest.milestone),
    auto_merge: null,
    head: {
      label,
      ref,
      sha,
      user: userShape(host, (from ?? pullRequest.head).owner),
      repo: from && listedRepositoryShape(host, from),
    },
    base: {
      ...shape.base,
      user: userShape(host, repository.owner),
      repo: listedRepositoryShape(host, repository),
    },
    mergeable: isOpen ? true : null,
    mergeable_state: isOpen ? 'clean' : 'unknown',
  };
}
