import type { World } from './create-world.ts';
import type { Issue, Repository } from './model.ts';

// Commits weigh little, and a single push may hold thousands.
const keepCommits = 5_000;

/** Forgets the oldest finished objects beyond the world's cap, so that a simulator may run for ever. */
export function retire(world: World): void {
  const keep = world.keepFinished;
  for (const repository of world.repositories.values()) {
    const isClosed = ({ state }: Issue) => state === 'closed';
    const forgotten = new Set<Issue>([
      ...forgetOldest(repository.issues, isClosed, keep),
      ...forgetOldest(repository.pullRequests, isClosed, keep),
    ]);
    if (forgotten.size > 0) forgetComments(repository, forgotten);
    forgetOldest(repository.runs, (run) => run.status === 'completed', keep);
    forgetOldest(repository.releases, () => true, keep);
    forgetOldest(repository.commits, () => true, keepCommits);
    for (const branch of repository.branches.values()) {
      branch.commits.splice(0, branch.commits.length - keepCommits);
    }
  }
}

// A Map iterates in the order of creation, which is the order of age.
function forgetOldest<K, V>(objects: Map<K, V>, finished: (object: V) => boolean, keep: number): V[] {
  if (objects.size <= keep) return [];
  const done = [...objects].filter(([, object]) => finished(object));
  const oldest = done.slice(0, Math.max(0, done.length - keep));
  for (const [key] of oldest) objects.delete(key);
  return oldest.map(([, object]) => object);
}

function forgetComments({ comments }: Repository, of: ReadonlySet<Issue>): void {
  for (const { id, conversation } of comments.values()) if (of.has(conversation)) comments.delete(id);
}
