import type {
  Account,
  Commit,
  PullRequest,
  Workflow,
  WorkflowAttempt,
  WorkflowJob,
  WorkflowRun,
} from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { timestamp } from '../world/timestamp.ts';
import type { Plot } from './plot.ts';

interface RunBasis {
  workflow: Workflow;
  headCommit: Commit;
  pullRequest: PullRequest | null;
  /** Start time, in milliseconds since the epoch. */
  ms: number;
}

const minuteMs = 60_000;

const runners = [1, 2, 3, 4, 5, 6].map((number) => ({
  id: 1_000_000_000 + number,
  name: `GitHub Actions ${1_000_000_000 + number}`,
  group: { id: 0, name: 'GitHub Actions' },
}));

/** A completed run: four in five succeed in the first attempt, and half of the failed ones were rerun. */
export function newPopulatedRun(
  plot: Plot,
  { workflow, headCommit, pullRequest, ms }: RunBasis,
): WorkflowRun {
  const { world, repository, someone } = plot;
  const { random } = world;
  const id = world.nextId('run');
  const earlierAttempts: WorkflowAttempt[] = [];
  const actor = headCommit.author;
  let last = newAttempt(plot, workflow, { attempt: 1, ms, triggeringActor: actor });
  while (last.conclusion === 'failure' && last.attempt < 4 && random.chance(0.5)) {
    earlierAttempts.push(last);
    const again = Date.parse(last.updatedAt) + random.integer(1, 90) * minuteMs;
    const attempt = last.attempt + 1;
    last = newAttempt(plot, workflow, { attempt, ms: again, triggeringActor: someone() });
  }
  workflow.lastRunNumber += 1;
  return {
    ...last,
    id,
    nodeId: nodeId('WFR', 2, repository.id, id),
    checkSuiteId: world.nextId('checkSuite'),
    workflow,
    number: workflow.lastRunNumber,
    event: pullRequest === null ? 'push' : 'pull_request',
    headBranch: pullRequest?.head.ref ?? repository.defaultBranch,
    headCommit,
    title: pullRequest?.title ?? headCommit.message,
    actor,
    pullRequest,
    createdAt: earlierAttempts[0]?.startedAt ?? last.startedAt,
    earlierAttempts,
  };
}

function newAttempt(
  { world, repository }: Plot,
  { jobs }: Workflow,
  { attempt, ms, triggeringActor }: { attempt: number; ms: number; triggeringActor: Account },
): WorkflowAttempt {
  const { random } = world;
  const startedAt = timestamp(ms);
  const completedAt = timestamp(ms + random.integer(1, 20) * minuteMs + random.integer(0, 59_999));
  const conclusion = random.chance(0.82) ? 'success' : random.chance(0.75) ? 'failure' : 'cancelled';
  return {
    attempt,
    status: 'completed',
    conclusion,
    triggeringActor,
    updatedAt: completedAt,
    startedAt,
    jobs: jobs.map((definition, index): WorkflowJob => {
      const id = world.nextId('job');
      return {
        id,
        nodeId: nodeId('CR', 0, repository.id, id),
        definition,
        status: 'completed',
        // The last job determines the conclusion.
        conclusion: index === jobs.length - 1 ? conclusion : 'success',
        runner: random.pick(runners),
        deployment: null,
        createdAt: startedAt,
        startedAt,
        completedAt,
      };
    }),
  };
}
