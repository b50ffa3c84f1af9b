import { type Kysely, sql } from 'kysely';

/**
 * Pending deliveries have their own column and index, which the planner cannot confuse with the whole inbox: with
 * statistics from before or after a backlog, it used the index by time and read every delivery ever received.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_deliveries add column pending_since timestamptz generated always as
      (case when status in ('received', 'processing', 'failed') then received_at end) stored;
    comment on column webhook_deliveries.pending_since is
      'when it was received, unless it is applied, ignored or parked';
    create index webhook_deliveries_pending on webhook_deliveries (pending_since, guid)
      where pending_since is not null;
    drop index webhook_deliveries_unfinished;
    create index webhook_deliveries_unsuccessful on webhook_deliveries (status, received_at, guid)
      where status in ('processing', 'failed', 'parked');
  `.execute(database);
}
