import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findBranch, findPullRequest, requireThat } from '../world/lookup.ts';
import type { PullRequest } from '../world/model.ts';
import type { NumberedScene } from './conversations.ts';

/** Emits `pull_request` edited with the old values; `base` is the branch to merge into. */
export function editPullRequest(
  world: World,
  input: NumberedScene & { title?: string; body?: string; base?: string },
): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  const { title, body, base } = pullRequest;
  const target = findBranch(repository, input.base ?? base.ref);
  const { head } = pullRequest;
  requireThat(
    target.name !== head.ref || head.repository !== repository,
    `#${input.number} comes from ${target.name}`,
  );
  const isMoved = target.name !== base.ref;
  const changes = {
    ...(input.title !== undefined && { title: { from: title } }),
    ...(input.body !== undefined && { body: { from: body ?? '' } }),
    ...(isMoved && { base: { ref: { from: base.ref }, sha: { from: base.sha } } }),
  };
  pullRequest.title = input.title ?? title;
  pullRequest.body = input.body ?? body;
  if (isMoved) pullRequest.base = { ref: target.name, sha: target.head.sha };
  pullRequest.updatedAt = world.time.now();
  world.emit('pull_request', {
    action: 'edited',
    number: pullRequest.number,
    changes,
    pull_request: pullRequestShape(world.host, repository, pullRequest),
    ...surroundings(world, { repository, sender }),
  });
  return pullRequest;
}
