import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { instant } from '../parameters.ts';
import { actionsQueue, actionsQueueExample, actionsStats, actionsStatsExample } from '../schemas/actions.ts';

const read = { scope: 'read', limitedKeys: 'bounded' } as const;

/** How the jobs of GitHub Actions perform, across repositories. */
export const actions = {
  getActionsStats: defineRoute({
    ...read,
    path: '/api/v1/actions/stats',
    summary: 'Statistics of the jobs of a period, by workflow, label, runner or repository',
    description:
      'Jobs count in the period in which they were created. By label, a job counts once for each of its labels. Runners of GitHub are one group, `GitHub Actions`.',
    query: z.object({
      by: z
        .enum(['workflow', 'label', 'runner', 'repository'])
        .default('workflow')
        .describe('What is a group.'),
      since: instant.optional().describe('Start of the period; default: seven days before its end.'),
      until: instant.optional().describe('End of the period; default: the end of this minute.'),
    }),
    response: actionsStats,
    example: actionsStatsExample,
  }),
  getActionsQueue: defineRoute({
    ...read,
    path: '/api/v1/actions/queue',
    summary: 'Jobs that wait for a runner now, longest waiting first, and jobs that are stuck',
    response: actionsQueue,
    example: actionsQueueExample,
  }),
};
