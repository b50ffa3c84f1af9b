import type { World } from '../world/create-world.ts';
import type { Place } from '../world/lookup.ts';
import type { Commit, PullRequest, Trigger } from '../world/model.ts';
import { launchRun } from './launch-run.ts';

interface Cause {
  trigger: Trigger;
  /** The branch or tag of the runs. */
  branch: string;
  commit: Commit;
  pullRequest?: PullRequest;
}

/** Starts a run of every workflow with this trigger. */
export function triggerWorkflows(
  world: World,
  at: Place,
  { trigger, branch, commit, pullRequest }: Cause,
): void {
  for (const workflow of at.repository.workflows) {
    if (!workflow.triggers.includes(trigger)) continue;
    launchRun(world, at, {
      workflow,
      event: trigger,
      headBranch: branch,
      headCommit: commit,
      title: pullRequest?.title ?? commit.message.split('\n', 1).join(),
      pullRequest: pullRequest ?? null,
    });
  }
}
