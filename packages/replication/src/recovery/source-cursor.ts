import { z } from 'zod';

const mark = z.object({
  /** Of the attempt. */
  id: z.string().regex(/^\d+$/),
  at: z.iso.datetime(),
});

const schema = z.object({
  /** The newest attempt that everything up to is known of. */
  known: mark.nullable(),
  /** When that was so; null: never. */
  checkedUntil: z.iso.datetime().nullable(),
  /** When all that GitHub keeps was last begun to be read, and then was. */
  deepAt: z.iso.datetime().nullable(),
  /** A reading that has not come to its end. */
  reading: z
    .object({
      top: mark.nullable(),
      until: z.iso.datetime(),
      deep: z.boolean(),
      /** Where the next page begins, as GitHub named it. */
      next: z.record(z.string(), z.string()),
    })
    .nullable(),
});

/** An attempt at a delivery by its id, and the time of it in ISO 8601. */
export type Mark = z.output<typeof mark>;

/** How far the deliveries of a hook are known. */
export type SourceCursor = z.output<typeof schema>;

/** What is stored of it; from nothing, or from what another version stored, it begins anew. */
export function parseSourceCursor(stored: unknown): SourceCursor {
  const parsed = schema.safeParse(stored);
  return parsed.success ? parsed.data : { known: null, checkedUntil: null, deepAt: null, reading: null };
}
