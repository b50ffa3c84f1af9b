import { type Kysely, sql } from 'kysely';
import { saveCursor } from '../cursors/save-cursor.ts';
import type { Database } from '../schema.ts';

const scopeOf = (installationId: number | null) => `probed:${installationId}`;

/** Notes that all that an installation sees (null: the configured tokens) was compared with GitHub just now. */
export const noteProbe = (database: Kysely<Database>, installationId: number | null): Promise<void> =>
  saveCursor(database, scopeOf(installationId), {});

/** How far the twin may be behind, in seconds. */
export interface Freshness {
  /** Since the probe that is the longest ago, of all that can be asked; null where there was none. */
  probedSecondsAgo: number | null;
  /** Since the oldest delivery was received that waits to be applied; 0 where none waits. */
  waitingSeconds: number;
}

/** Reads it from a few rows by index, whatever the size of the twin. */
export async function readFreshness(
  database: Kysely<Database>,
  { byTokens }: { byTokens: boolean },
): Promise<Freshness> {
  const oldest = (status: string) => sql`
    (select received_at from webhook_deliveries where status = ${sql.lit(status)} order by received_at limit 1)`;
  const { rows } = await sql<Freshness>`
    select extract(epoch from clock_timestamp() - (
             select min(updated_at) from sync_cursors
              where ${byTokens ? sql`scope = ${scopeOf(null)} or` : sql``}
                    scope in (select 'probed:' || id from installations
                               where deleted_at is null and suspended_at is null)))::float8 as "probedSecondsAgo",
           coalesce(extract(epoch from clock_timestamp() -
             least(${oldest('received')}, ${oldest('processing')}, ${oldest('failed')})), 0)::float8 as "waitingSeconds"
  `.execute(database);
  return rows[0] ?? { probedSecondsAgo: null, waitingSeconds: 0 };
}
