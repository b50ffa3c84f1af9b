import type { World } from './create-world.ts';
import type { PullRequest, Repository } from './model.ts';

/** A repository with its forks and its parents: pull requests are possible between them. */
export function networkOf({ repositories }: World, repository: Repository): Repository[] {
  const root = repository.source ?? repository;
  return [...repositories.values()].filter((each) => (each.source ?? each) === root);
}

/** The open pull requests with this head, each with its base repository. */
export function pullRequestsFrom(
  world: World,
  repository: Repository,
  branch: string,
): { base: Repository; pullRequest: PullRequest }[] {
  return networkOf(world, repository).flatMap((base) =>
    [...base.pullRequests.values()]
      .filter(({ state, head }) => state === 'open' && head.ref === branch && head.repository === repository)
      .map((pullRequest) => ({ base, pullRequest })),
  );
}
