import { type Kysely, sql } from 'kysely';

/** What caused a change, for those who follow the log. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table changes add column actor text, add column delivery_id uuid, add column request text;
    comment on column changes.actor is 'the account that GitHub names as the sender of the delivery';
    comment on column changes.request is 'the route of the request to GitHub that returned it';
  `.execute(database);
}
