import { notFound, ok } from '../answer.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { gitRefShape } from '../shapes/git-ref.ts';

const reads = ['contents', 'read'] as const;

/** Branches and tags by their Git names, with their commits. */
export const gitRefs = repositoryRoutes([
  { method: 'GET', path: '/git/refs', permission: reads, handle: (call) => ok(startingWith(call, '')) },
  {
    method: 'GET',
    path: '/git/matching-refs/*',
    permission: reads,
    handle: (call) => ok(startingWith(call, call.params['*'] ?? '')),
  },
  {
    method: 'GET',
    path: '/git/ref/*',
    permission: reads,
    handle(call) {
      const ref = `refs/${call.params['*']}`;
      const found = startingWith(call, call.params['*'] ?? '').find((each) => each.ref === ref);
      if (found === undefined) throw notFound();
      return ok(found);
    },
  },
]);

/** GitHub does not page them. */
function startingWith({ context: { world }, repository }: RepositoryCall, prefix: string) {
  const branches = [...repository.branches.values()].map(({ name, head }) => ({
    ref: `refs/heads/${name}`,
    head,
  }));
  const tags = [...repository.tags].map(([name, head]) => ({ ref: `refs/tags/${name}`, head }));
  return [...branches, ...tags]
    .filter(({ ref }) => ref.startsWith(`refs/${prefix}`))
    .sort((one, other) => (one.ref < other.ref ? -1 : 1))
    .map(({ ref, head }) => gitRefShape(world.host, repository, ref, head));
}
