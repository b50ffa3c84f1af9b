import { type RawBuilder, sql } from 'kysely';
import type { SyncJobStatus } from '../tables/sync-tables.ts';

/** How a sync job ended, of whose repositories so many were gone through, and failed. */
export const outcomeOf = (
  processed: RawBuilder<number>,
  failed: RawBuilder<number>,
): RawBuilder<SyncJobStatus> => sql`
  case when ${failed} = 0 then 'completed' when ${failed} = ${processed} then 'failed' else 'completed_with_errors' end`;
