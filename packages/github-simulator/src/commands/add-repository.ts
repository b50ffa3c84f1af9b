import type { World } from '../world/create-world.ts';
import { findAccount, type Scene } from '../world/lookup.ts';
import type { JobDefinition, Repository, Trigger } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { emptyRepository } from './empty-repository.ts';
import { addLabel } from './labels.ts';
import { newCommit } from './new-commit.ts';

export interface RepositoryInput extends Scene {
  description?: string;
  language?: string;
  topics?: readonly string[];
  private?: boolean;
  /** Whether it is visible to all members of its organisation, and private otherwise. */
  internal?: boolean;
  workflows?: readonly WorkflowInput[];
  /** Stars by accounts outside the organisation. */
  stars?: number;
  /** In the past for a repository that existed before the simulation. */
  createdAt?: string;
}

export interface WorkflowInput {
  name: string;
  path: string;
  triggers: readonly Trigger[];
  jobs: readonly JobDefinition[];
}

/** The labels that GitHub gives every new repository. */
const defaultLabels = [
  { name: 'bug', color: 'd73a4a', description: "Something isn't working" },
  { name: 'documentation', color: '0075ca', description: 'Improvements or additions to documentation' },
  { name: 'duplicate', color: 'cfd3d7', description: 'This issue or pull request already exists' },
  { name: 'enhancement', color: 'a2eeef', description: 'New feature or request' },
  { name: 'good first issue', color: '7057ff', description: 'Good for newcomers' },
  { name: 'help wanted', color: '008672', description: 'Extra attention is needed' },
  { name: 'invalid', color: 'e4e669', description: "This doesn't seem right" },
  { name: 'question', color: 'd876e3', description: 'Further information is requested' },
  { name: 'wontfix', color: 'ffffff', description: 'This will not be worked on' },
];

/** Adds a repository with its first commit, default labels and workflows, without events. */
export function addRepository(world: World, input: RepositoryInput): Repository {
  const [name = '', login] = input.repository.split('/', 2).reverse();
  const owner = findAccount(world, login ?? world.organisation.login);
  const createdAt = input.createdAt ?? world.time.now();
  const repository = emptyRepository(world, { owner, name, createdAt });
  Object.assign(repository, {
    description: input.description ?? null,
    language: input.language ?? null,
    topics: [...(input.topics ?? [])],
    private: input.internal === true || (input.private ?? false),
    internal: input.internal ?? false,
    strangersStars: input.stars ?? 0,
    forks: Math.floor((input.stars ?? 0) / 9),
  });
  const first = newCommit(world, repository, [], {
    message: 'Initial commit',
    author: input.by,
    timestamp: createdAt,
    added: ['.gitignore', 'LICENSE', 'README.md'],
  });
  repository.branches.set('main', { name: 'main', head: first, commits: [first] });
  for (const label of defaultLabels) addLabel(world, repository, label, true);
  for (const workflow of input.workflows ?? []) addWorkflow(world, repository, workflow);
  return repository;
}

function addWorkflow(world: World, repository: Repository, workflow: WorkflowInput): void {
  const id = world.nextId('workflow');
  const { createdAt } = repository;
  repository.workflows.push({
    ...workflow,
    id,
    nodeId: nodeId('W', 0, repository.id, id),
    lastRunNumber: 0,
    createdAt,
    updatedAt: createdAt,
  });
}
