import { GraphQLError } from 'graphql';
import type { Issue } from '../../world/model.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';

interface ConversationFilters {
  states?: readonly string[] | null;
  labels?: readonly string[] | null;
}

export interface IssueArguments extends PageArguments, ConversationFilters {
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
  filterBy?:
    | (ConversationFilters & { since?: string | null; createdBy?: string | null; assignee?: string | null })
    | null;
}

export interface PullRequestArguments extends IssueArguments {
  headRefName?: string | null;
  baseRefName?: string | null;
}

/** Whether an issue or pull request in this state matches the arguments. */
export function isRequested(conversation: Issue, state: string, args: PullRequestArguments): boolean {
  const { since, createdBy, assignee } = args.filterBy ?? {};
  const has = ({ states, labels }: ConversationFilters) =>
    (states == null || states.includes(state)) &&
    (labels == null || conversation.labels.some(({ name }) => labels.includes(name)));
  return (
    has(args) &&
    has(args.filterBy ?? {}) &&
    (since == null || Date.parse(conversation.updatedAt) >= milliseconds(since)) &&
    (createdBy == null || conversation.author.login === createdBy) &&
    (assignee == null || conversation.assignees.some(({ login }) => login === assignee))
  );
}

/** The sort key of `orderBy`; default: the number. */
export function orderKey(conversation: Issue, { orderBy }: IssueArguments): string | number {
  if (orderBy?.field === 'UPDATED_AT') return conversation.updatedAt;
  if (orderBy?.field === 'COMMENTS') return conversation.comments;
  return orderBy?.field === 'CREATED_AT' ? conversation.createdAt : conversation.number;
}

function milliseconds(time: string): number {
  const parsed = Date.parse(time);
  if (Number.isNaN(parsed)) throw new GraphQLError(`\`${time}\` is not a DateTime.`);
  return parsed;
}
