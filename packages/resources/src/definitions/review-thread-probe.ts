import { z } from 'zod';
import { defineProbe, type Probe } from '../probe.ts';

const thread = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  line: z.int().nullable(),
});

/** The last threads of a pull request, and their number. */
export const reviewThreadProbe: Probe = defineProbe<z.infer<typeof thread>>(
  {
    name: 'reviewThreads',
    arguments: 'last: 30',
    isCounted: true,
    columns: ['comment_id', 'resolved', 'outdated', 'line'],
  },
  {
    fields: 'id isResolved isOutdated line',
    schema: thread,
    keyOf: ({ id }) => id,
    differs: (ours, { isResolved, isOutdated, line }) =>
      ours.resolved !== isResolved || ours.outdated !== isOutdated || ours.line !== line,
  },
);
