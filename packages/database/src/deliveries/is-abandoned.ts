import { sql } from 'kysely';
import { hasStatus } from './claim.ts';

/**
 * After this long without an end a claim counts as lost, to a job that carries its delivery: the queue takes a dead
 * worker's job over 6 seconds after its end at the earliest.
 */
const claimSeconds = 5;

/** Of a delivery: that a worker claimed it and has had no end of it, because its process ended. */
export const isAbandoned = sql<boolean>`
  (${hasStatus('processing')} and claimed_at < clock_timestamp() - make_interval(secs => ${sql.lit(claimSeconds)}))
`;
