import type { World } from '../world/create-world.ts';
import { fullNameOf } from '../world/full-name.ts';
import { requireThat } from '../world/lookup.ts';
import type { Account, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { settleRepository } from '../world/settle-repository.ts';

/** A repository without content, before any events. */
export function emptyRepository(
  world: World,
  input: { owner: Account; name: string; createdAt: string },
): Repository {
  requireFreeName(world, input);
  const { owner, name, createdAt } = input;
  const id = world.nextId('repository');
  const repository: Repository = {
    id,
    nodeId: nodeId('R', 0, id),
    name,
    owner,
    description: null,
    homepage: null,
    private: false,
    internal: false,
    language: null,
    topics: [],
    defaultBranch: 'main',
    archived: false,
    features: {
      issues: true,
      pullRequests: true,
      actions: true,
      projects: true,
      wiki: false,
      discussions: false,
      downloads: true,
    },
    blocked: null,
    parent: null,
    source: null,
    size: 1,
    createdAt,
    updatedAt: createdAt,
    pushedAt: createdAt,
    stargazers: new Set(),
    strangersStars: 0,
    forks: 0,
    collaborators: new Map(),
    lastNumber: 0,
    openIssues: 0,
    labels: new Map(),
    issues: new Map(),
    deletedIssues: new Set(),
    movedIssues: new Map(),
    comments: new Map(),
    milestones: new Map(),
    lastMilestone: 0,
    pullRequests: new Map(),
    reviews: new Map(),
    reviewThreads: new Map(),
    reviewComments: new Map(),
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    protections: new Map(),
    releases: new Map(),
    workflows: [],
    runs: new Map(),
    checkSuites: new Map(),
    statuses: new Map(),
    deployments: new Map(),
  };
  settleRepository(world, repository, input);
  return repository;
}

/** @throws SimulatorError `refused` if another repository of the owner has the name. */
export function requireFreeName(world: World, named: { owner: Account; name: string }): void {
  const fullName = fullNameOf(named);
  requireThat(!world.names.has(fullName.toLowerCase()), `repository ${fullName} exists`);
}
