import { sql } from 'kysely';

/**
 * After this time without an outcome a job may take over the claim on its delivery. The queue takes over the job of a
 * dead worker after 6 seconds at the earliest.
 */
const claimSeconds = 5;

/**
 * Whether an attempt is that of a worker whose process ended without recording an outcome; also where the time of the
 * claim is in the future, from a clock that was ahead.
 */
export const isAbandoned = sql<boolean>`
  (claimed_at not between clock_timestamp() - make_interval(secs => ${sql.lit(claimSeconds)})
                      and clock_timestamp() + interval '1 minute')
`;
