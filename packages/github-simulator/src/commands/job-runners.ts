import type { World } from '../world/create-world.ts';
import type { JobDefinition, JobRunner, Repository, Runner } from '../world/model.ts';

/** The registered runners of the repository and its organisation that have all of a job's labels. */
function runnersFor(world: World, repository: Repository, { runsOn }: JobDefinition): Runner[] {
  return [...world.runners.values()].filter(({ target, labels }) => {
    const isInReach =
      target.type === 'repository' ? target.repository === repository : target.account === repository.owner;
    const has = new Set(labels.map((label) => label.toLowerCase()));
    return isInReach && runsOn.every((label) => has.has(label.toLowerCase()));
  });
}

const isIdle = ({ status, busy }: Runner) => status === 'online' && !busy;

/** Whether a job must wait: runners with its labels are registered, but none is online and idle. */
export function waitsForRunner(world: World, repository: Repository, definition: JobDefinition): boolean {
  const runners = runnersFor(world, repository, definition);
  return runners.length > 0 && !runners.some(isIdle);
}

/**
 * Assigns a runner to a job: the first idle one with its labels, which is busy from then on; if none is registered, one
 * of GitHub's, or an unregistered one for `self-hosted`.
 */
export function takeRunner(world: World, repository: Repository, definition: JobDefinition): JobRunner {
  const registered = runnersFor(world, repository, definition).find(isIdle);
  if (registered !== undefined) {
    registered.busy = true;
    const { id, name, group } = registered;
    return { id, name, group };
  }
  const n = world.random.integer(1, 6);
  if (definition.runsOn.includes('self-hosted')) {
    return { id: 40 + n, name: `build-0${n}`, group: { id: 1, name: 'Default' } };
  }
  const id = 1_000_000_000 + n;
  return { id, name: `GitHub Actions ${id}`, group: { id: 0, name: 'GitHub Actions' } };
}
