import { repositoryUrl } from '../shapes/repository-lite.ts';
import type { Issue, PullRequest } from '../world/model.ts';
import { notFound, RestError } from './answer.ts';
import type { RepositoryCall } from './route.ts';

/**
 * The issue, or the issue part of a pull request, whose number is in the path.
 *
 * @throws RestError 301 to its new place, 410 if it was deleted or issues are disabled, 404 if it never existed.
 */
export function conversationOf({ context, repository, params }: RepositoryCall): Issue | PullRequest {
  const number = Number(params.number);
  if (!repository.features.issues && !repository.pullRequests.has(number))
    throw new RestError(410, 'Issues are disabled for this repo');
  const found = repository.issues.get(number) ?? repository.pullRequests.get(number);
  if (found !== undefined) return found;
  const moved = repository.movedIssues.get(number);
  if (moved !== undefined) {
    const url = `${repositoryUrl(context.world.host, moved.repository)}/issues/${moved.number}`;
    throw new RestError(301, 'Moved Permanently', { body: { url }, headers: { location: url } });
  }
  throw repository.deletedIssues.has(number) ? new RestError(410, 'This issue was deleted') : notFound();
}
