import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A pending delivery without a job. */
export interface StrandedDelivery {
  guid: string;
  status: 'received' | 'processing' | 'failed';
  batch: string;
  attempts: number;
  /** As Postgres formats it: a Date would drop the microseconds, and paging would repeat rows. */
  receivedAt: string;
}

/**
 * Finds deliveries that were stored and not enqueued, were claimed by a worker that died, or whose retry is overdue;
 * oldest first. Pass the last one as `after` to get the next page.
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
