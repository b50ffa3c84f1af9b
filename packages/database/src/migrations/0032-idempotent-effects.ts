import { type Kysely, sql } from 'kysely';

/** The effect of a request with an `Idempotency-Key`, committed with it, for a repetition after a crash. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table idempotency_keys add column attempts integer not null default 1, add column effect jsonb;
    comment on column idempotency_keys.effect is 'ids of what it created; null: nothing was committed yet';
  `.execute(database);
}
