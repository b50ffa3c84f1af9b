import { dashboard } from './dashboard.ts';
import { graph, number } from './panels.ts';

const jobs = (states: string) => `max by (queue, state) (queue_jobs{queue=~"$queue", state=~"${states}"})`;

export const queues = dashboard({
  uid: 'queues',
  title: 'queues',
  description: 'Waiting jobs, and the workers.',
  variable: { name: 'queue', metric: 'queue_jobs' },
  panels: [
    number({
      title: 'Waiting jobs',
      description: 'Of the chosen queues.',
      unit: 'short',
      queries: [[`sum(${jobs('waiting|prioritized')})`, 'waiting']],
    }),
    number({
      title: 'Oldest waiting job',
      description: 'Since it was due.',
      unit: 's',
      queries: [['max(queue_oldest_job_age_seconds{queue=~"$queue"})', 'age']],
    }),
    number({
      title: 'Failed jobs',
      description: 'Failed after their retries, in the last seven days.',
      unit: 'short',
      queries: [[`sum(${jobs('failed')})`, 'failed']],
    }),
    number({
      title: 'Workers',
      description: 'Processes that run jobs.',
      unit: 'short',
      queries: [['sum(up{job=~".*-worker"})', 'up']],
    }),
    graph({
      title: 'Waiting',
      description: 'Jobs that no worker has started.',
      unit: 'short',
      queries: [[`sum by (queue) (${jobs('waiting|prioritized')})`, '{{queue}}']],
    }),
    graph({
      title: 'Age of the oldest',
      description: 'How long the job that was due first has waited.',
      unit: 's',
      queries: [['max by (queue) (queue_oldest_job_age_seconds{queue=~"$queue"})', '{{queue}}']],
    }),
    graph({
      title: 'Active',
      description: 'Running jobs.',
      unit: 'short',
      queries: [[jobs('active'), '{{queue}}']],
    }),
    graph({
      title: 'Delayed',
      description: 'Jobs that are not due yet: schedules, retries, refetches.',
      unit: 'short',
      queries: [[jobs('delayed'), '{{queue}}']],
    }),
    graph({
      title: 'Processes',
      description: 'By service and version.',
      unit: 'short',
      queries: [['count by (service, version) (hubtwin_build_info)', '{{service}} {{version}}']],
    }),
  ],
});
