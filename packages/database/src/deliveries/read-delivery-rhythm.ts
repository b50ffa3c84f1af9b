import { type Kysely, sql } from 'kysely';
import type { Visibility } from '../access/visible.ts';
import type { Database } from '../schema.ts';

/** The usual times of deliveries. */
export interface DeliveryRhythm {
  /** The last one that is not in the future; null: no delivery was ever received. */
  lastAt: Date | null;
  /** The number of hours with a delivery, of the 168 up to the last one. */
  activeHours: number;
  /** The longest pause between two of these hours, in hours. */
  longestPauseHours: number;
}

/** Reads the usual times of deliveries, with one index lookup for each hour, regardless of the number of deliveries. */
export async function readDeliveryRhythm(
  database: Kysely<Database>,
  { repositoryIds }: Visibility,
): Promise<DeliveryRhythm> {
  const deliveries = sql`webhook_deliveries as d`;
  // A time in the future was written while the clock was ahead.
  const isPast = sql`received_at <= now()`;
  const last =
    repositoryIds === null
      ? sql`(select max(received_at) as at from webhook_deliveries where ${isPast})`
      : sql`(select max(one.at) as at
               from unnest(${[...repositoryIds]}::bigint[]) as repository (id) cross join lateral (
                    select max(received_at) as at from webhook_deliveries where repository_id = repository.id and ${isPast}) as one)`;
  const isVisible =
    repositoryIds === null ? sql`true` : sql`d.repository_id = any (${[...repositoryIds]}::bigint[])`;
  const { rows } = await sql<DeliveryRhythm>`
    with last as ${last}, active as (
      select hour
        from last cross join generate_series(0, 167) as hour
       where exists (select from ${deliveries}
                      where d.received_at > last.at - make_interval(hours => hour + 1)
                        and d.received_at <= last.at - make_interval(hours => hour) and ${isVisible})
    )
    select last.at as "lastAt", (select count(*) from active) as "activeHours",
           (select coalesce(max(pause), 0)
              from (select hour - lag(hour) over (order by hour) - 1 as pause from active) as pauses)
             as "longestPauseHours"
      from last
  `.execute(database);
  return rows[0] ?? { lastAt: null, activeHours: 0, longestPauseHours: 0 };
}
