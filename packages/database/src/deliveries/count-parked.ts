import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** Counts parked deliveries. Takes time proportional to their number. */
export async function countParked(database: Kysely<Database>): Promise<number> {
  const { count } = await database
    .selectFrom('webhook_deliveries')
    .where('status', '=', 'parked')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
