import { dashboard } from './dashboard.ts';
import { graph, number } from './panels.ts';

export const actions = dashboard({
  uid: 'actions',
  title: 'Actions and runners',
  description: 'Jobs that wait, and the runners for them.',
  panels: [
    number({
      title: 'Longest wait',
      description: 'Of the job that waits longest for a runner.',
      unit: 's',
      queries: [['max(actions_queue_wait_seconds)', 'wait']],
    }),
    number({
      title: 'Labels without a runner',
      description: 'Labels of waiting jobs that no online runner has.',
      unit: 'short',
      queries: [['max(actions_labels_without_runner)', 'labels']],
    }),
    number({
      title: 'Offline runners',
      description: 'Registered runners that are offline; without ephemeral ones.',
      unit: 'short',
      queries: [['max(actions_runners_offline)', 'offline']],
    }),
    number({
      title: 'Stuck jobs',
      description: 'Jobs that wait for over an hour, run for over six, or whose runner is offline.',
      unit: 'short',
      queries: [['max(actions_jobs_stuck)', 'stuck']],
    }),
    graph({
      title: 'Waiting jobs',
      description: 'Jobs without a runner.',
      unit: 'short',
      queries: [['max(actions_jobs_waiting)', 'waiting']],
    }),
    graph({
      title: 'Queue wait',
      description: 'How long the job has waited that waits longest for a runner.',
      unit: 's',
      queries: [['max(actions_queue_wait_seconds)', 'wait']],
    }),
    graph({
      title: 'Offline runners and labels without one',
      description: 'What jobs may be waiting for.',
      unit: 'short',
      queries: [
        ['max(actions_runners_offline)', 'offline runners'],
        ['max(actions_labels_without_runner)', 'labels'],
      ],
    }),
    graph({
      title: 'Stuck jobs',
      description: 'Jobs that most likely do not end without a person.',
      unit: 'short',
      queries: [['max(actions_jobs_stuck)', 'stuck']],
    }),
  ],
});
