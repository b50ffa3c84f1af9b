import { fullNameOf } from '../world/full-name.ts';
import type { Repository } from '../world/model.ts';
import { type Answer, validationFailed } from './answer.ts';
import { pageOf } from './page.ts';
import type { Call } from './route.ts';
import { listedRepositoryShape } from './shapes/repository.ts';
import { visibleRepositories } from './visible-repositories.ts';

const keys: Readonly<Record<string, (repository: Repository) => string>> = {
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
  pushed: ({ pushedAt }) => pushedAt,
  full_name: fullNameOf,
};

/**
 * A page of the repositories that the viewer can access, filtered by `type` or `visibility` and sorted as requested, by
 * default by id; names ascending, times newest first.
 *
 * @throws RestError 422 for an unknown order.
 * @see https://docs.github.com/rest/repos/repos
 */
export function listRepositories(
  { context: { world }, viewer, query, address }: Call,
  isWanted: (repository: Repository) => boolean,
  { sort: usual = null }: { sort?: string | null } = {},
): Answer {
  const sort = query.get('sort') ?? usual;
  const key = sort === null ? undefined : Object.hasOwn(keys, sort) ? keys[sort] : undefined;
  if (sort !== null && key === undefined) {
    throw validationFailed({ resource: 'Repository', field: 'sort', code: 'invalid' });
  }
  const direction = query.get('direction') ?? (sort === 'full_name' ? 'asc' : 'desc');
  const kind = query.get('visibility') ?? query.get('type') ?? 'all';
  const found = visibleRepositories(world, viewer).filter(
    (repository) => isWanted(repository) && isOfKind(repository, kind),
  );
  if (key !== undefined) {
    const sign = direction === 'asc' ? 1 : -1;
    found.sort((one, other) => sign * key(one).localeCompare(key(other), 'en'));
  }
  return pageOf(found, { base: address, query }, (repository) =>
    listedRepositoryShape(world.host, repository),
  );
}

/** Other types, such as `owner` and `member`, do not filter. */
function isOfKind(repository: Repository, kind: string): boolean {
  if (kind === 'public' || kind === 'private') return repository.private === (kind === 'private');
  if (kind === 'forks' || kind === 'sources') return (repository.parent !== null) === (kind === 'forks');
  return true;
}
