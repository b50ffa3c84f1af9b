import { commitShape } from '../shapes/commit.ts';
import { pushedRepositoryShape } from '../shapes/repository.ts';
import { repositoryPage } from '../shapes/repository-lite.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import type { Commit, Repository } from '../world/model.ts';

/** The maximum of commits in a push event: https://docs.github.com/webhooks/webhook-events-and-payloads#push */
const maxListed = 2_048;

const nothing = '0'.repeat(40);

interface RefUpdate {
  /** `refs/heads/…` or `refs/tags/…`. */
  ref: string;
  /** Absent if the push creates the ref. */
  before?: string;
  /** Absent if the push deletes the ref. */
  after?: Commit;
  commits?: readonly Commit[];
  forced?: boolean;
  /** The ref that a new one starts from. */
  baseRef?: string;
}

/** Emits `push` and updates the repository's times, as GitHub does for every update of a ref. */
export function announcePush(world: World, at: Place, update: RefUpdate): void {
  const { repository, sender } = at;
  const { before = nothing, after, commits = [] } = update;
  repository.pushedAt = world.time.now();
  // GitHub recomputes a repository's languages and size after pushes to its default branch.
  if (update.ref === `refs/heads/${repository.defaultBranch}`) {
    repository.updatedAt = repository.pushedAt;
    repository.size += commits.length;
  }
  world.emit('push', {
    ref: update.ref,
    before,
    after: after?.sha ?? nothing,
    ...surroundings(world, at),
    repository: pushedRepositoryShape(world.host, repository),
    pusher: { name: sender.login, email: sender.email },
    created: before === nothing,
    deleted: after === undefined,
    forced: update.forced ?? false,
    base_ref: update.baseRef ?? null,
    compare: compareUrl(world, repository, update),
    commits: commits.slice(-maxListed).map((commit) => commitShape(world.host, repository, commit)),
    head_commit: after === undefined ? null : commitShape(world.host, repository, after),
  });
}

function compareUrl(world: World, repository: Repository, { ref, before, after }: RefUpdate): string {
  const range =
    before === undefined
      ? ref.replace(/^refs\/(heads|tags)\//, '')
      : `${before.slice(0, 12)}...${(after?.sha ?? nothing).slice(0, 12)}`;
  return `${repositoryPage(world.host, repository)}/compare/${range}`;
}
