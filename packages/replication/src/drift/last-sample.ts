import { type Database, readCursor, saveCursor } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';

const scope = 'drift:sample';

const sampled = z.object({
  checked: z.int(),
  /** How many were not what GitHub has. */
  different: z.int(),
  /** When a pass last found some, and all of them as GitHub has them. */
  provedAt: z.iso.datetime().nullable(),
});
const sample = z.object({ at: z.iso.datetime(), resources: z.record(z.string(), sampled) });

/** What a pass found of a resource. */
export type SampledDrift = z.infer<typeof sampled>;
/** The last pass of any worker, by resource. */
export type Sample = z.infer<typeof sample>;

/** Null where there was none yet. */
export async function lastSample(database: Kysely<Database>): Promise<Sample | null> {
  const cursor = await readCursor(database, scope);
  return sample.safeParse(cursor?.value).data ?? null;
}

export const saveSample = (database: Kysely<Database>, value: Sample) => saveCursor(database, scope, value);
