import { type Kysely, sql } from 'kysely';

/**
 * Ids: GitHub's ids of deliveries have 19 digits, and may have more. A forged rule with the id of another
 * repository's rule must not block it, because no fetch could decide. A hook belongs to an organisation's id.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table missed_deliveries alter column delivery_id type numeric;
    alter table branch_protection_rules drop constraint branch_protection_rules_pkey, add primary key (repository_id, id);
    alter table webhook_configs add column owner_id bigint;
  `.execute(database);
}
