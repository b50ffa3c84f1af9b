import { type Kysely, sql } from 'kysely';
import type { Change } from '../changes/read-changes.ts';
import type { Database } from '../schema.ts';

/** The end of the change log. */
export interface LogEnds {
  /** The log is complete up to here. */
  horizon: number;
  /** The last number drawn: everything committed before has a number up to it. */
  drawn: number;
}

export async function readLogEnds(database: Kysely<Database>): Promise<LogEnds> {
  const { rows } = await sql<LogEnds>`
    select changes_horizon() as horizon,
           (select case when is_called then last_value else 0 end from changes_seq_seq) as drawn
  `.execute(database);
  return rows[0] ?? { horizon: 0, drawn: 0 };
}

/** A page of the change log. */
export interface LogPage {
  changes: Change[];
  /** The first number that retention kept; null where it kept none. */
  oldest: number | null;
}

/** @param range of sequence numbers: greater than `after`, up to `horizon`, which was read before. */
export async function readLogPage(
  database: Kysely<Database>,
  range: { after: number; horizon: number; limit: number },
): Promise<LogPage> {
  const { rows } = await sql<Change & { oldest: number | null }>`
    select page.*, kept.oldest
      from (select min(seq) as oldest from changes) as kept
      left join lateral (
        select seq, resource, key, kind, repository_id, fields, source, actor, delivery_id, request, changed_at
          from changes
         where seq > ${range.after} and seq <= ${range.horizon}
         order by seq
         limit ${range.limit}
      ) as page on true
     order by page.seq
  `.execute(database);
  return {
    changes: rows.flatMap(({ oldest: _, ...change }) => (change.seq === null ? [] : [change])),
    oldest: rows[0]?.oldest ?? null,
  };
}
