import type { World } from '../world/create-world.ts';
import { findUser, found, type Scene } from '../world/lookup.ts';
import type { Issue, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';

/** An issue or a pull request by its number, and the actor. */
export interface NumberedScene extends Scene {
  number: number;
}

/** The input to open an issue or a pull request. */
export interface ConversationInput extends Scene {
  title: string;
  body?: string | null;
  /** Names of existing labels. */
  labels?: readonly string[];
  /** Logins. */
  assignees?: readonly string[];
}

/** The common part of issues and pull requests: a number of one sequence, and the open count. */
export function newConversation(world: World, repository: Repository, input: ConversationInput): Issue {
  const id = world.nextId('issue');
  const labels = (input.labels ?? []).map((name) => found(repository.labels.get(name), `label ${name}`));
  const assignees = (input.assignees ?? []).map((login) => findUser(world, login));
  const author = findUser(world, input.by);
  const now = world.time.now();
  repository.lastNumber += 1;
  repository.openIssues += 1;
  return {
    id,
    nodeId: nodeId('I', 0, repository.id, id),
    number: repository.lastNumber,
    title: input.title,
    body: input.body ?? null,
    author,
    labels,
    assignees,
    milestone: null,
    locked: false,
    lockReason: null,
    pinned: false,
    comments: 0,
    state: 'open',
    stateReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
  };
}

/** Sets `updatedAt` to the time of closing, too. */
export function closeConversation(world: World, repository: Repository, conversation: Issue): void {
  const now = world.time.now();
  conversation.state = 'closed';
  conversation.closedAt = now;
  conversation.updatedAt = now;
  repository.openIssues -= 1;
}

export function reopenConversation(world: World, repository: Repository, conversation: Issue): void {
  conversation.state = 'open';
  conversation.stateReason = 'reopened';
  conversation.closedAt = null;
  conversation.updatedAt = world.time.now();
  repository.openIssues += 1;
}
