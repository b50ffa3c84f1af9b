import type { PullRequestReviewRequestedEvent } from '@octokit/webhooks-types';
import { userShape } from '../shapes/account.ts';
import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import { teamShape } from '../shapes/team.ts';
import type { World } from '../world/create-world.ts';
import { enter, findPullRequest, findUser, type Place, requireThat } from '../world/lookup.ts';
import type { PullRequest } from '../world/model.ts';
import { findTeam } from '../world/teams-of.ts';
import type { NumberedScene } from './conversations.ts';

/** The login of a person, or the slug of a team of the repository's owner. */
type Requested = { reviewer: string } | { team: string };

/** Emits `pull_request` review_requested. */
export function requestReview(world: World, input: NumberedScene & Requested): PullRequest {
  const at = enter(world, input);
  const { repository } = at;
  const pullRequest = findPullRequest(repository, input.number);
  if ('team' in input) {
    const team = findTeam(world, { organisation: repository.owner.login, team: input.team });
    requireThat(!pullRequest.reviewTeams.includes(team), `${team.slug} is already a requested reviewer`);
    pullRequest.reviewTeams.push(team);
    emit(world, at, pullRequest, () => ({ requested_team: teamShape(world.host, team) }));
    return pullRequest;
  }
  const reviewer = findUser(world, input.reviewer);
  requireThat(reviewer !== pullRequest.author, `${reviewer.login} is the author of #${input.number}`);
  requireThat(!pullRequest.reviewers.includes(reviewer), `${reviewer.login} is already a requested reviewer`);
  pullRequest.reviewers.push(reviewer);
  emit(world, at, pullRequest, () => ({ requested_reviewer: userShape(world.host, reviewer) }));
  return pullRequest;
}

/** Withdraws a request: emits `pull_request` review_request_removed. */
export function withdrawReviewRequest(world: World, input: NumberedScene & { team: string }): PullRequest {
  const at = enter(world, input);
  const { repository } = at;
  const pullRequest = findPullRequest(repository, input.number);
  const team = findTeam(world, { organisation: repository.owner.login, team: input.team });
  requireThat(pullRequest.reviewTeams.includes(team), `${team.slug} is not a requested reviewer`);
  pullRequest.reviewTeams = pullRequest.reviewTeams.filter((each) => each !== team);
  pullRequest.updatedAt = world.time.now();
  world.emit('pull_request', {
    action: 'review_request_removed',
    number: pullRequest.number,
    pull_request: pullRequestShape(world.host, repository, pullRequest),
    requested_team: teamShape(world.host, team),
    ...surroundings(world, at),
  });
  return pullRequest;
}

type Subject =
  | Pick<Extract<PullRequestReviewRequestedEvent, { requested_team: unknown }>, 'requested_team'>
  | Pick<Extract<PullRequestReviewRequestedEvent, { requested_reviewer: unknown }>, 'requested_reviewer'>;

function emit(world: World, at: Place, pullRequest: PullRequest, subject: () => Subject): void {
  pullRequest.updatedAt = world.time.now();
  world.emit('pull_request', {
    action: 'review_requested',
    number: pullRequest.number,
    pull_request: pullRequestShape(world.host, at.repository, pullRequest),
    ...subject(),
    ...surroundings(world, at),
  });
}
