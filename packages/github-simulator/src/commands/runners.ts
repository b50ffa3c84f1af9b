import type { World } from '../world/create-world.ts';
import { findTarget, type TargetInput } from '../world/find-target.ts';
import { found } from '../world/lookup.ts';
import type { Runner, RunnerGroup } from '../world/model.ts';

export interface RunnerInput extends TargetInput {
  name: string;
  os?: string;
  /** In addition to `self-hosted`. */
  labels?: readonly string[];
  /** Whether GitHub removes it after its first job; default: no. */
  ephemeral?: boolean;
  /** Default: the group `Default`. */
  group?: RunnerGroup;
}

/** Adds a runner, online and idle; GitHub has no event for it. */
export function registerRunner(world: World, input: RunnerInput): Runner {
  const runner: Runner = {
    id: world.nextId('runner'),
    name: input.name,
    os: input.os ?? 'Linux',
    labels: ['self-hosted', ...(input.labels ?? ['Linux', 'X64'])],
    status: 'online',
    busy: false,
    ephemeral: input.ephemeral ?? false,
    group: input.group ?? { id: 1, name: 'Default' },
    target: findTarget(world, input),
  };
  world.runners.set(runner.id, runner);
  return runner;
}

/** Changes the status of a runner; GitHub has no event for it. */
export function setRunnerStatus(
  world: World,
  input: { runner: number; status: 'online' | 'offline' | 'busy' },
): Runner {
  const runner = found(world.runners.get(input.runner), `runner ${input.runner}`);
  runner.status = input.status === 'offline' ? 'offline' : 'online';
  runner.busy = input.status === 'busy';
  return runner;
}

/** Removes a runner; GitHub has no event for it. */
export function removeRunner(world: World, input: { runner: number }): Runner {
  const runner = found(world.runners.get(input.runner), `runner ${input.runner}`);
  world.runners.delete(runner.id);
  return runner;
}
