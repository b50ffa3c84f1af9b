import { sql } from 'kysely';

/** After this long without an end a claim counts as lost: just before the queue takes a dead worker's job over. */
const claimSeconds = 11;

/** Of a delivery: that a worker claimed it and has had no end of it, because its process ended. */
export const isAbandoned = sql<boolean>`
  (status = 'processing' and claimed_at < clock_timestamp() - make_interval(secs => ${sql.lit(claimSeconds)}))
`;
