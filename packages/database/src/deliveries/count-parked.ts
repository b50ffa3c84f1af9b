import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** How many deliveries wait for a person. Costs as much as there are of these. */
export async function countParked(database: Kysely<Database>): Promise<number> {
  const { count } = await database
    .selectFrom('webhook_deliveries')
    .where('status', '=', 'parked')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
