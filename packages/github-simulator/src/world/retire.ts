import type { World } from './create-world.ts';

// Commits weigh little, and a single push may hold thousands.
const keepCommits = 5_000;

/** Forgets the oldest finished objects beyond the world's cap, so that a simulator may run for ever. */
export function retire(world: World): void {
  const keep = world.keepFinished;
  for (const repository of world.repositories.values()) {
    forgetOldest(repository.issues, (issue) => issue.state === 'closed', keep);
    forgetOldest(repository.pullRequests, (pullRequest) => pullRequest.state === 'closed', keep);
    forgetOldest(repository.runs, (run) => run.status === 'completed', keep);
    forgetOldest(repository.releases, () => true, keep);
    forgetOldest(repository.commits, () => true, keepCommits);
    for (const branch of repository.branches.values()) {
      branch.commits.splice(0, branch.commits.length - keepCommits);
    }
  }
}

// A Map iterates in the order of creation, which is the order of age.
function forgetOldest<K, V>(objects: Map<K, V>, finished: (object: V) => boolean, keep: number): void {
  if (objects.size <= keep) return;
  const done = [...objects].filter(([, object]) => finished(object));
  for (const [key] of done.slice(0, Math.max(0, done.length - keep))) objects.delete(key);
}
