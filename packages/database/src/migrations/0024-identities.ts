import { type Kysely, sql } from 'kysely';

/**
 * Ids: GitHub's of deliveries have 19 digits, and may have more. A rule that a delivery invents under the id of another
 * repository's does not stand in its way, as nothing could be fetched that decides. A hook belongs to its organisation
 * by the id of that.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table missed_deliveries alter column delivery_id type numeric;
    alter table branch_protection_rules drop constraint branch_protection_rules_pkey, add primary key (repository_id, id);
    alter table webhook_configs add column owner_id bigint;
  `.execute(database);
}
