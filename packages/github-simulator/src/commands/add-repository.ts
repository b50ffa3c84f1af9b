import type { World } from '../world/create-world.ts';
import { fullNameOf } from '../world/full-name.ts';
import { demand, findAccount, type Scene } from '../world/lookup.ts';
import type { Account, JobDefinition, Repository, Trigger } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { settleRepository } from '../world/settle-repository.ts';
import { addLabel } from './labels.ts';
import { newCommit } from './new-commit.ts';

export interface RepositoryInput extends Scene {
  description?: string;
  language?: string;
  topics?: readonly string[];
  private?: boolean;
  workflows?: readonly WorkflowInput[];
  /** Stars by accounts outside the organisation. */
  stars?: number;
  /** Older than now for a repository that existed before the simulation. */
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

/** @throws SimulatorError `refused` when one of the owner's repositories has the name already. */
export function demandFreeName(world: World, named: { owner: Account; name: string }): void {
  const fullName = fullNameOf(named);
  demand(!world.names.has(fullName.toLowerCase()), `repository ${fullName} exists`);
}

/** A repository with its first commit, default labels and workflows, before anyone is told. */
export function addRepository(world: World, input: RepositoryInput): Repository {
  const [name = '', login] = input.repository.split('/', 2).reverse();
  const owner = findAccount(world, login ?? world.organisation.login);
  demandFreeName(world, { owner, name });
  const id = world.nextId('repository');
  const createdAt = input.createdAt ?? world.time.now();
  const first = newCommit(world, {
    message: 'Initial commit',
    author: input.by,
    added: ['.gitignore', 'LICENSE', 'README.md'],
  });
  first.timestamp = createdAt;
  const repository: Repository = {
    id,
    nodeId: nodeId('R', 0, id),
    name,
    owner,
    description: input.description ?? null,
    homepage: null,
    private: input.private ?? false,
    language: input.language ?? null,
    topics: [...(input.topics ?? [])],
    defaultBranch: 'main',
    archived: false,
    size: 1,
    createdAt,
    updatedAt: createdAt,
    pushedAt: createdAt,
    stargazers: new Set(),
    strangersStars: input.stars ?? 0,
    forks: Math.floor((input.stars ?? 0) / 9),
    lastNumber: 0,
    openIssues: 0,
    labels: new Map(),
    issues: new Map(),
    pullRequests: new Map(),
    branches: new Map([['main', { name: 'main', head: first, commits: [first] }]]),
    releases: new Map(),
    workflows: [],
    runs: new Map(),
  };
  for (const label of defaultLabels) addLabel(world, repository, label, true);
  for (const workflow of input.workflows ?? []) {
    const workflowId = world.nextId('workflow');
    repository.workflows.push({
      ...workflow,
      id: workflowId,
      nodeId: nodeId('W', 0, id, workflowId),
      lastRunNumber: 0,
      createdAt,
      updatedAt: createdAt,
    });
  }
  settleRepository(world, repository, repository);
  return repository;
}
