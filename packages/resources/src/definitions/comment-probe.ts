import { z } from 'zod';
import { isChanged } from '../is-changed.ts';
import { defineProbe, type Probe } from '../probe.ts';

const comment = z.object({ databaseId: z.int().nullable(), updatedAt: z.iso.datetime() });

/** The comments of an issue or a pull request that changed last, and their number. */
export const commentProbe: Probe = defineProbe<z.infer<typeof comment>>(
  {
    name: 'comments',
    arguments: 'first: 10, orderBy: { field: UPDATED_AT, direction: DESC }',
    isCounted: true,
    columns: ['updated_at'],
    newest: ({ updatedAt }) => updatedAt,
  },
  {
    fields: 'databaseId updatedAt',
    schema: comment,
    keyOf: ({ databaseId }) => databaseId,
    differs: (ours, { updatedAt }, { now }) => isChanged(ours.updated_at, updatedAt, now),
  },
);
