import { type RawBuilder, sql } from 'kysely';
import type { SyncJobStatus } from '../tables/sync-tables.ts';

/** The status of an ended sync job, by the numbers of processed and failed repositories. */
export const outcomeOf = (
  processed: RawBuilder<number>,
  failed: RawBuilder<number>,
): RawBuilder<SyncJobStatus> => sql`
  case when ${failed} = 0 then 'completed' when ${failed} = ${processed} then 'failed' else 'completed_with_errors' end`;
