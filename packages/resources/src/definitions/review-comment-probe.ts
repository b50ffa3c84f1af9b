import { z } from 'zod';
import { isAhead, isChanged } from '../is-changed.ts';
import { defineProbe, type Probe } from '../probe.ts';

const comment = z.object({
  databaseId: z.int().nullable(),
  updatedAt: z.iso.datetime(),
  line: z.int().nullable(),
});

/** The last comments of a thread, and their number. A push changes the line of a comment, and not its time. */
export const reviewCommentProbe: Probe = defineProbe<z.infer<typeof comment>>(
  { name: 'comments', arguments: 'last: 10', isCounted: true, columns: ['updated_at', 'line'] },
  {
    fields: 'databaseId updatedAt line',
    schema: comment,
    keyOf: ({ databaseId }) => databaseId,
    differs: (ours, { updatedAt, line }, { now }) =>
      isChanged(ours.updated_at, updatedAt, now) ||
      (!isAhead(ours.updated_at, updatedAt) && ours.line !== line),
  },
);
