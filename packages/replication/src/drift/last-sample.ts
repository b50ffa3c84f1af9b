import { type Database, readCursor, saveCursor } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';

const scope = 'drift:sample';

const sampled = z.object({
  checked: z.int(),
  /** The number of objects that differed from GitHub. */
  different: z.int(),
  /** When a pass last sampled objects and found all of them equal to GitHub's. */
  provedAt: z.iso.datetime().nullable(),
});
const sample = z.object({ at: z.iso.datetime(), resources: z.record(z.string(), sampled) });

/** A pass's result for one resource. */
export type SampledDrift = z.infer<typeof sampled>;
/** The last pass of any worker, by resource. */
export type Sample = z.infer<typeof sample>;

/** Null before the first pass. */
export async function lastSample(database: Kysely<Database>): Promise<Sample | null> {
  const cursor = await readCursor(database, scope);
  return sample.safeParse(cursor?.value).data ?? null;
}

export const saveSample = (database: Kysely<Database>, value: Sample) => saveCursor(database, scope, value);
