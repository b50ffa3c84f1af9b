import type { RateLimitSample } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import { pacePerHour } from '../rate-limits/pace-per-hour.ts';
import { time } from './present.ts';
import type { List } from './select-page.ts';

interface SampleFilters {
  credential?: string | undefined;
  resource?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

/** The samples; columns that the filters fix are omitted from the order, so that fewer indexes are needed. */
export const rateLimitSamplesFor = ({
  credential,
  resource,
}: SampleFilters): List<Selectable<Database['rate_limit_samples']>, RateLimitSample, SampleFilters> => ({
  name: 'rate_limit_samples',
  from: sql`rate_limit_samples as t`,
  columns: sql`
    t.credential, t.resource, t.sampled_at, t.seen_at, t."limit", t.used, t.remaining, t.reset_at,
    t.closed_until, t.in_flight, t.burn_rate`,
  repository: null,
  direction: 'desc',
  order: [
    { by: sql`t.sampled_at`, type: 'time' },
    ...(credential === undefined ? [{ by: sql`t.credential`, type: 'text' } as const] : []),
    ...(resource === undefined ? [{ by: sql`t.resource`, type: 'text' } as const] : []),
  ],
  where: ({ credential, resource, since, until }) => [
    sql`true`,
    ...(credential === undefined ? [] : [sql`t.credential = ${credential}`]),
    ...(resource === undefined ? [] : [sql`t.resource = ${resource}`]),
    ...(since === undefined ? [] : [sql`t.sampled_at >= ${since}`]),
    ...(until === undefined ? [] : [sql`t.sampled_at < ${until}`]),
  ],
  present: (row) => ({
    sampled_at: row.sampled_at.toISOString(),
    credential: row.credential,
    resource: row.resource,
    limit: row.limit,
    used: row.used,
    remaining: row.remaining,
    reset_at: time(row.reset_at),
    closed_until: time(row.closed_until),
    in_flight: row.in_flight,
    pace_per_hour: pacePerHour(row.burn_rate),
    seen_at: row.seen_at.toISOString(),
  }),
});
