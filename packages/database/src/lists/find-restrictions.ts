import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { RestrictionState } from '../tables/sync-tables.ts';

/** A list that GitHub does not return. */
export interface Restriction {
  resource: string;
  state: RestrictionState;
  reason: string | null;
  since: Date;
  checkedAt: Date;
}

/**
 * Whether a list that GitHub denies, last requested at `checkedAt`, is due for another request: daily, and where the
 * time is in the future, because the clock was ahead.
 */
export const isRecheckDue = (checkedAt: RawBuilder<unknown>) =>
  sql`${checkedAt} not between now() - interval '1 day' and now() + interval '1 minute'`;

/** Whether GitHub denied access to the whole repository when it was last requested, within a day. */
export const isWithheld = (repositoryId: RawBuilder<unknown>) => sql<boolean>`
  exists (select from repository_lists as withheld
           where withheld.repository_id = ${repositoryId} and withheld.resource = 'repositories'
             and withheld.state is not null and not ${isRecheckDue(sql`withheld.checked_at`)})`;

/** Finds what GitHub does not return of a repository. */
export async function findRestrictions(
  database: Kysely<Database>,
  repositoryId: number,
): Promise<Restriction[]> {
  const { rows } = await sql<Restriction>`
    select resource, state, reason, since, checked_at as "checkedAt"
      from repository_lists
     where repository_id = ${repositoryId} and state is not null
     order by resource
  `.execute(database);
  return rows;
}
