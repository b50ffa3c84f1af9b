import { z } from 'zod';
import { id, repositoryRef, text, texts, time } from '../fields.ts';
import { repositoryRefExample } from './examples.ts';

const count = z.int();
const seconds = z.number().nullable();
const rate = z.number().nullable();

const group = z.object({
  key: text.describe('Name of the workflow, label, runner or repository; null: none.'),
  repository: repositoryRef
    .nullable()
    .describe('Of a workflow or a repository; null for labels and runners.'),
  jobs: count,
  queue_seconds: z
    .object({ p50: seconds, p95: seconds })
    .describe('From the creation of a job to its start on a runner.'),
  duration_seconds: z.object({ p50: seconds, p95: seconds }).describe('From its start to its end.'),
  failure_rate: rate.describe('Failed or timed out, of all that ended and were not skipped or cancelled.'),
  rerun_rate: rate.describe('Jobs of a later attempt, of all.'),
  flaky: z
    .object({ count, rate })
    .describe(
      'Jobs of a commit that failed and passed on that commit, and their share of those that did either.',
    ),
  minutes: z.number().describe('Sum of the durations.'),
  utilisation: rate.describe(
    'Of a self-hosted runner: the share of the period in which it ran these jobs; null for other groups.',
  ),
});

/** Statistics of jobs. */
export const actionsStats = z
  .object({
    by: z.enum(['workflow', 'label', 'runner', 'repository']),
    since: time,
    until: time,
    groups: z.array(group).describe('At most 100, those with most jobs first.'),
    other: z
      .object({ groups: count, jobs: count })
      .describe('What `groups` omits; by label, jobs count once for each label.'),
  })
  .meta({ id: 'ActionsStats' });

export type ActionsStats = z.output<typeof actionsStats>;

export const actionsStatsExample: ActionsStats = {
  by: 'workflow',
  since: '2026-03-01T00:00:00.000Z',
  until: '2026-03-08T00:00:00.000Z',
  groups: [
    {
      key: 'Build',
      repository: repositoryRefExample,
      jobs: 120,
      queue_seconds: { p50: 4, p95: 31.5 },
      duration_seconds: { p50: 182, p95: 402 },
      failure_rate: 0.05,
      rerun_rate: 0.025,
      flaky: { count: 2, rate: 0.02 },
      minutes: 401.5,
      utilisation: null,
    },
  ],
  other: { groups: 0, jobs: 0 },
};

const jobRef = z.object({
  id,
  name: text,
  workflow: text,
  repository: repositoryRef,
  created_at: time.nullable(),
});

/** What waits for a runner. */
export const actionsQueue = z
  .object({
    waiting: z
      .array(
        z.object({
          labels: texts.describe('In lower case, in alphabetical order.'),
          jobs: count,
          oldest_created_at: time.nullable(),
          oldest: jobRef,
        }),
      )
      .describe('By the labels that the jobs require, longest waiting first; at most 100.'),
    waiting_jobs: count.describe('All that wait.'),
    labels_without_runner: texts
      .nullable()
      .describe(
        'Labels of waiting jobs that no online runner has; without labels of GitHub such as `ubuntu-latest`. Null for keys that are limited to some repositories, because runners of organisations are not theirs.',
      ),
    stuck: z
      .array(
        jobRef.extend({
          status: text,
          runner: text,
          reason: z
            .enum(['long_queued', 'long_running', 'runner_offline'])
            .describe(
              '`long_queued`: waits for over an hour; `long_running`: runs for over six hours; `runner_offline`: runs on a self-hosted runner that is offline or was removed.',
            ),
        }),
      )
      .describe('Oldest first; at most 100.'),
  })
  .meta({ id: 'ActionsQueue' });

export type ActionsQueue = z.output<typeof actionsQueue>;

const jobExample = {
  id: 2_832_853_555,
  name: 'Test',
  workflow: 'Build',
  repository: repositoryRefExample,
  created_at: '2026-03-01T12:00:00.000Z',
};

export const actionsQueueExample: ActionsQueue = {
  waiting: [
    {
      labels: ['gpu', 'self-hosted'],
      jobs: 3,
      oldest_created_at: '2026-03-01T12:00:00.000Z',
      oldest: jobExample,
    },
  ],
  waiting_jobs: 3,
  labels_without_runner: ['gpu'],
  stuck: [{ ...jobExample, status: 'in_progress', runner: 'build-01', reason: 'runner_offline' }],
};
