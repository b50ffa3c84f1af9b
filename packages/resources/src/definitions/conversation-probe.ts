import { z } from 'zod';
import { isAhead, isChanged } from '../is-changed.ts';
import { defineProbe, lastChanged, type Probe, type ProbedRow } from '../probe.ts';

/** The fields that both have. */
export const conversation = z.object({
  databaseId: z.int().nullable(),
  updatedAt: z.iso.datetime(),
  title: z.string(),
  state: z.string(),
});

/**
 * The last changed issues or pull requests. A lost delivery may be followed by others, so the newest alone is not
 * sufficient, and a later event may have brought the time of the last change and not the rest.
 */
export const conversationProbe = <Theirs extends z.infer<typeof conversation>>(options: {
  name: string;
  /** Fields beside those that both have. */
  fields: string;
  schema: z.ZodType<Theirs>;
  columns: readonly string[];
  rawKeys?: readonly string[];
  isCounted?: boolean;
  /** Compares these fields. */
  differs(ours: ProbedRow, theirs: Theirs): boolean;
}): Probe =>
  defineProbe<Theirs>(
    {
      name: options.name,
      arguments: lastChanged,
      columns: ['updated_at', 'title', 'state', ...options.columns],
      rawKeys: options.rawKeys ?? [],
      isCounted: options.isCounted ?? false,
      newest: ({ updatedAt }) => updatedAt,
    },
    {
      fields: `databaseId updatedAt title state ${options.fields}`,
      schema: options.schema,
      keyOf: ({ databaseId }) => databaseId,
      differs(ours, theirs, { now }) {
        const { updatedAt, title, state } = theirs;
        if (isChanged(ours.updated_at, updatedAt, now)) return true;
        if (isAhead(ours.updated_at, updatedAt)) return false;
        return (
          ours.title !== title ||
          (ours.state === 'open') !== (state === 'OPEN') ||
          options.differs(ours, theirs)
        );
      },
    },
  );
