import { type RawBuilder, sql } from 'kysely';

const clockDifference = sql`interval '1 minute'`;

/**
 * Whether a time in the database is more than `seconds` ago; also where it is in the future, because the clock was
 * ahead when it was written: after the correction it must not cause a delay. Two ranges, so that an index of the time
 * serves both.
 */
export const isOlderThan = (time: RawBuilder<unknown>, seconds: number): RawBuilder<boolean> =>
  sql<boolean>`(${time} < now() - make_interval(secs => ${seconds}) or ${time} > now() + ${clockDifference})`;
