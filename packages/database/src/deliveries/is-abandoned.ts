import { sql } from 'kysely';
import { hasStatus } from './claim.ts';

/**
 * After this time without an outcome a job may take over the claim on its delivery. The queue takes over the job of a
 * dead worker after 6 seconds at the earliest.
 */
const claimSeconds = 5;

/**
 * Whether a delivery was claimed by a worker whose process ended without recording an outcome; also where the time of
 * the claim is in the future, from a clock that was ahead.
 */
export const isAbandoned = sql<boolean>`
  (${hasStatus('processing')}
    and claimed_at not between clock_timestamp() - make_interval(secs => ${sql.lit(claimSeconds)})
                           and clock_timestamp() + interval '1 minute')
`;
