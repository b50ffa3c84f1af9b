import { z } from 'zod';
import { isAhead, isChanged } from '../is-changed.ts';
import { defineProbe, lastChanged, type Probe } from '../probe.ts';

const conversation = z.object({
  databaseId: z.int().nullable(),
  updatedAt: z.iso.datetime(),
  title: z.string(),
  state: z.string(),
  comments: z.object({ totalCount: z.int32() }).optional(),
  headRefOid: z.string().optional(),
});

/**
 * The last changed issues or pull requests. A lost delivery may be followed by others, so the newest alone is not
 * sufficient, and a later event may have brought the time of the last change and not the rest.
 */
export const conversationProbe = (options: {
  name: string;
  /** Fields beside those that both have. */
  fields: string;
  columns: readonly string[];
  isCounted?: boolean;
}): Probe =>
  defineProbe(
    {
      ...options,
      arguments: lastChanged,
      columns: ['updated_at', 'title', 'state', ...options.columns],
      newest: ({ updatedAt }) => updatedAt,
    },
    {
      fields: `databaseId updatedAt title state ${options.fields}`,
      schema: conversation,
      keyOf: ({ databaseId }) => databaseId,
      differs(ours, { updatedAt, title, state, comments, headRefOid }, { now }) {
        if (isChanged(ours.updated_at, updatedAt, now)) return true;
        if (isAhead(ours.updated_at, updatedAt)) return false;
        return (
          ours.title !== title ||
          (ours.state === 'open') !== (state === 'OPEN') ||
          (comments !== undefined && ours.comments !== comments.totalCount) ||
          (headRefOid !== undefined && ours.head_sha !== headRefOid)
        );
      },
    },
  );
