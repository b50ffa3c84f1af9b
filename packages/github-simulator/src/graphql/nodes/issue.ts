import type { Issue, Repository } from '../../world/model.ts';
import type { Scope } from '../scope.ts';
import { conversationFields } from './conversation.ts';

export function issueNode(scope: Scope, repository: Repository, issue: Issue): object {
  return {
    __typename: 'Issue',
    id: issue.nodeId,
    databaseId: issue.id,
    fullDatabaseId: `${issue.id}`,
    ...conversationFields(scope, repository, issue, 'issues'),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  };
}
