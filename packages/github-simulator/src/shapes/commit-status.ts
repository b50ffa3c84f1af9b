import type { CommitStatus, Host, Repository } from '../world/model.ts';
import { userShape } from './account.ts';
import { repositoryUrl } from './repository-lite.ts';

/** A status of a commit in a list, which does not name the commit. */
export function commitStatusShape(host: Host, repository: Repository, status: CommitStatus) {
  const creator = userShape(host, status.creator);
  return {
    url: `${repositoryUrl(host, repository)}/statuses/${status.commit.sha}`,
    avatar_url: creator.avatar_url,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator,
  };
}
