import { pullRequestShape } from '../shapes/pull-request.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findPullRequest, requireThat } from '../world/lookup.ts';
import type { PullRequest } from '../world/model.ts';
import type { NumberedScene } from './conversations.ts';

/** Converts a pull request to a draft: emits `pull_request` converted_to_draft. */
export function convertToDraft(world: World, input: NumberedScene): PullRequest {
  const { repository, sender } = enter(world, input);
  const pullRequest = findPullRequest(repository, input.number);
  requireThat(
    pullRequest.state === 'open' && !pullRequest.draft,
    `#${input.number} is not an open non-draft pull request`,
  );
  pullRequest.draft = true;
  pullRequest.updatedAt = world.time.now();
  const shape = pullRequestShape(world.host, repository, pullRequest);
  world.emit('pull_request', {
    action: 'converted_to_draft',
    number: pullRequest.number,
    pull_request: {
      ...shape,
      closed_at: null,
      merged_at: null,
      draft: true,
      merged: false,
      merged_by: null,
    },
    ...surroundings(world, { repository, sender }),
  });
  return pullRequest;
}
