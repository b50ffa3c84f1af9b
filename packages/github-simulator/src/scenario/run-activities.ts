import type { WorkflowRun } from '../world/model.ts';
import type { Activity } from './stage.ts';

const isUnfinished = ({ run }: { run: WorkflowRun }) => run.status !== 'completed';
const isFlaky = ({ run }: { run: WorkflowRun }) => run.conclusion === 'failure' && run.attempt === 1;

// The weight grows with the number of waiting runs, so that they do not accumulate.
const progressRun: Activity = {
  weight: ({ runs }) => 3 * runs.filter(isUnfinished).length,
  perform({ commands, random, runs }) {
    const { repository, run } = random.pick(runs.filter(isUnfinished));
    const scene = { repository: repository.name, by: run.triggeringActor.login, run: run.id };
    if (random.chance(0.02))
      return commands.completeWorkflowRun({ ...scene, conclusion: 'cancelled' }).deliveries;
    const conclusion = random.chance(0.1) ? 'failure' : 'success';
    return commands.progressWorkflowRun({ ...scene, conclusion }).deliveries;
  },
};

const rerun: Activity = {
  weight: ({ runs }) => (runs.some(isFlaky) ? 1 : 0),
  perform({ commands, random, runs, members }) {
    const { repository, run } = random.pick(runs.filter(isFlaky));
    return commands.rerunWorkflowRun({ repository: repository.name, by: random.pick(members), run: run.id })
      .deliveries;
  },
};

export const runActivities: readonly Activity[] = [progressRun, rerun];
