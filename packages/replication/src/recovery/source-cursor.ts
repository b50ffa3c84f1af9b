import { z } from 'zod';

const mark = z.object({
  /** Id of the attempt. */
  id: z.string().regex(/^\d+$/),
  at: z.iso.datetime(),
});

const schema = z.object({
  /** Everything up to this attempt was read. */
  known: mark.nullable(),
  /** When that was the case; null: never. */
  checkedUntil: z.iso.datetime().nullable(),
  /** When the last complete read of everything that GitHub keeps was started. */
  deepAt: z.iso.datetime().nullable(),
  /** An unfinished read. */
  reading: z
    .object({
      top: mark.nullable(),
      until: z.iso.datetime(),
      deep: z.boolean(),
      /** The position of the next page, as GitHub returned it. */
      next: z.record(z.string(), z.string()),
    })
    .nullable(),
});

/** An attempt's id, and its time in ISO 8601. */
export type Mark = z.output<typeof mark>;

/** The progress of reading the deliveries of a hook. */
export type SourceCursor = z.output<typeof schema>;

/** Parses the stored cursor; starts over if there is none, or its format is of another version. */
export function parseSourceCursor(stored: unknown): SourceCursor {
  const parsed = schema.safeParse(stored);
  return parsed.success ? parsed.data : { known: null, checkedUntil: null, deepAt: null, reading: null };
}
