import type { World } from './create-world.ts';
import type { WorkflowJob } from './model.ts';

/** Makes the registered runner of a job idle, when the job ends. */
export function freeRunner({ runners }: World, { status, runner }: WorkflowJob): void {
  const registered = runner && runners.get(runner.id);
  if (registered && status === 'in_progress') registered.busy = false;
}
