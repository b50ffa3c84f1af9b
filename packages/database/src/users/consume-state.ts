import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

const forgottenAtOnce = 100;

/**
 * Consumes the state of a browser flow, and deletes some that have expired.
 *
 * @param expiresAt until when the caller would accept the state.
 * @returns whether it had not been consumed before, by any process.
 */
export async function consumeState(
  database: Kysely<Database>,
  { id, expiresAt }: { id: string; expiresAt: Date },
): Promise<boolean> {
  const { rows } = await sql`
    with forgotten as (
      delete from consumed_states
       where id in (select id from consumed_states where expires_at < now() order by expires_at
                     limit ${forgottenAtOnce} for update skip locked)
    )
    insert into consumed_states (id, expires_at) values (${id}, ${expiresAt})
    on conflict do nothing
    returning id
  `.execute(database);
  return rows.length === 1;
}
