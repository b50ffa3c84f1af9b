import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A delivery that no job seems to carry. */
export interface StrandedDelivery {
  guid: string;
  status: 'received' | 'processing' | 'failed';
  batch: string;
  attempts: number;
  /** As Postgres writes it: a Date would cut the microseconds off, and paging would not get on. */
  receivedAt: string;
}

/**
 * Finds what was stored and not enqueued, what a dead worker had claimed, and retries that are overdue;
 * the oldest first. Pass the last one found to read on behind it.
 */
export async function findStranded(
  database: Kysely<Database>,
  options: { olderThanSeconds: number; limit: number; after: StrandedDelivery | undefined },
): Promise<StrandedDelivery[]> {
  const before = sql`now() - make_interval(secs => ${options.olderThanSeconds})`;
  const { rows } = await sql<StrandedDelivery>`
    select guid, status, batch, attempts, received_at::text as "receivedAt"
      from webhook_deliveries
     where pending_since < ${before}
       and case status when 'received' then true
                       when 'processing' then claimed_at < ${before}
                       else retry_at < ${before} end
       and (pending_since, guid) > (${options.after?.receivedAt ?? '-infinity'}, ${options.after?.guid ?? '00000000-0000-0000-0000-000000000000'})
     order by pending_since, guid
     limit ${options.limit}
  `.execute(database);
  return rows;
}
