import type { components } from '@octokit/openapi-types';
import { commentShape } from '../../shapes/comment.ts';
import type { Comment, Host, Repository } from '../../world/model.ts';

export function restCommentShape(
  host: Host,
  repository: Repository,
  comment: Comment,
): components['schemas']['issue-comment'] {
  return { ...commentShape(host, repository, comment), performed_via_github_app: null };
}
