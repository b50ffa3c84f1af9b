import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Releases claimed deliveries that could not be redelivered.
 *
 * @param because `unsent`: they may be tried again; `deleted`: GitHub no longer has them, so they are given up.
 */
export async function releaseMissed(
  database: Kysely<Database>,
  guids: readonly string[],
  because: 'unsent' | 'deleted',
): Promise<void> {
  if (guids.length === 0) return;
  await sql`
    update missed_deliveries
       set ${
         because === 'deleted'
           ? sql`given_up_at = now()`
           : sql`attempts = greatest(attempts - 1, 0), redelivered_at = null`
       }
     where guid = any(${[...guids]}::uuid[])
  `.execute(database);
}
