import { z } from 'zod';
import { defineProbe, type Probe } from '../probe.ts';
import { reviewStates } from './review-nodes.ts';

const review = z.object({ databaseId: z.int().nullable(), state: z.string(), body: z.string() });

/** The last reviews of a pull request, and their number. */
export const reviewProbe: Probe = defineProbe<z.infer<typeof review>>(
  {
    name: 'reviews',
    arguments: `last: 20, states: [${reviewStates}]`,
    isCounted: true,
    columns: ['submitted_at', 'state', 'body'],
  },
  {
    fields: 'databaseId state body',
    schema: review,
    keyOf: ({ databaseId }) => databaseId,
    differs: (ours, { state, body }) => ours.state !== state.toLowerCase() || (ours.body ?? '') !== body,
  },
);
