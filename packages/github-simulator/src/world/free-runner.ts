import type { World } from './create-world.ts';
import type { WorkflowJob } from './model.ts';

/** Makes the registered runner of a job idle when the job ends, or removes it if it is ephemeral. */
export function freeRunner({ runners }: World, { status, runner }: WorkflowJob): void {
  const registered = runner && runners.get(runner.id);
  if (!registered || status !== 'in_progress') return;
  registered.busy = false;
  if (registered.ephemeral) runners.delete(registered.id);
}
