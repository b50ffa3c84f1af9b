import type { PullRequest } from '../world/model.ts';
import { notFound } from './answer.ts';
import type { RepositoryCall } from './route.ts';

/** The pull request whose number is in the path. @throws RestError 404 */
export function pullRequestOf({ repository, params }: RepositoryCall): PullRequest {
  const pullRequest = repository.pullRequests.get(Number(params.number));
  if (pullRequest === undefined) throw notFound();
  return pullRequest;
}
