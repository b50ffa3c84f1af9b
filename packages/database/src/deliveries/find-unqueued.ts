import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A pending delivery without a job. */
export interface UnqueuedDelivery {
  guid: string;
  status: 'received' | 'processing' | 'failed';
  batch: string;
  attempts: number;
  /** As Postgres formats it: a Date would drop the microseconds, and paging would repeat rows. */
  receivedAt: string;
}

/** Longer than the delay of any retry. A later time was set by a clock that was ahead. */
const maxRetryDelay = sql`interval '2 hours'`;
const clockDifference = sql`interval '1 minute'`;

/**
 * Finds deliveries that were stored and not enqueued, were claimed by a worker that died, or whose retry is overdue;
 * oldest first. A time in the future was written while the clock was ahead, and delays nothing. Pass the last one as
 * `after` to get the next page.
 */
export async function findUnqueued(
  database: Kysely<Database>,
  options: { olderThanSeconds: number; limit: number; after: UnqueuedDelivery | undefined },
): Promise<UnqueuedDelivery[]> {
  const before = sql`now() - make_interval(secs => ${options.olderThanSeconds})`;
  const { receivedAt, guid } = options.after ?? {
    receivedAt: '-infinity',
    guid: '00000000-0000-0000-0000-000000000000',
  };
  const pending = (within: ReturnType<typeof sql>) => sql`
    (select guid, case when a.guid is null then status else 'processing' end as status, d.batch,
            coalesce(a.attempts, d.attempts) as attempts, pending_since
       from webhook_deliveries as d left join webhook_attempts as a using (guid)
      where ${within}
        and case when a.guid is not null then a.claimed_at < ${before} or a.claimed_at > now() + ${clockDifference}
                 when status = 'received' then true
                 else retry_at < ${before} or retry_at > now() + ${maxRetryDelay} end
        and (pending_since, guid) > (${receivedAt}, ${guid})
      order by pending_since, guid
      limit ${options.limit})`;
  const { rows } = await sql<UnqueuedDelivery>`
    select guid, status, batch, attempts, pending_since::text as "receivedAt"
      from (${pending(sql`pending_since < ${before}`)}
             union all
            ${pending(sql`pending_since > now() + ${clockDifference}`)}) as pending
     order by pending_since, guid
     limit ${options.limit}
  `.execute(database);
  return rows;
}
