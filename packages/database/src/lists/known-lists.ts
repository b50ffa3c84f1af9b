import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { isOlderThan } from '../connection/is-older-than.ts';
import type { Database } from '../schema.ts';
import type { RestrictionState } from '../tables/sync-tables.ts';
import { isRecheckDue } from './find-restrictions.ts';

/** The stored state of a repository's list of a resource. */
export interface KnownList {
  /** When the list was last read completely, by GitHub's clock; null: never. */
  readUntil: Date | null;
  /** Why GitHub did not return it when last requested; null where it did. */
  state: RestrictionState | null;
  /**
   * Whether the whole list must be read again: a part of it could not be read a day ago, or GitHub counts another
   * number of objects.
   */
  isRereadDue: boolean;
  /** Whether an object has a refetch reason. */
  isUncertain: boolean;
  /** Whether a probe found that GitHub counts another number of objects. */
  isCountDifferent: boolean;
}

/** Reads the state of lists of a repository, by the resource's name. */
export async function knownLists(
  database: Kysely<Database>,
  resources: readonly Resource[],
  repositoryId: number,
): Promise<Map<string, KnownList>> {
  if (resources.length === 0) return new Map();
  const each = resources.map(
    ({ name, table }) => sql`
      select ${sql.lit(name)} as name,
             exists (select from ${sql.table(table)} where repository_id = ${repositoryId} and refetch_reasons is not null) as "isUncertain"`,
  );
  const { rows } = await sql<KnownList & { name: string }>`
    select known.*, l.read_until as "readUntil", l.state,
           coalesce(l.state = 'incomplete' and ${isRecheckDue(sql`l.checked_at`)}, false)
             -- Extra objects on GitHub are mostly new ones, which a list of changes shows.
             or coalesce((l.count_difference < 0 or l.count_difference > 0 and ${isOlderThan(sql`l.difference_since`, 300)})
                         and not l.is_difference_checked, false)
             as "isRereadDue",
           coalesce(l.count_difference <> 0, false) as "isCountDifferent"
      from (${sql.join(each, sql` union all `)}) as known
      left join repository_lists as l on l.repository_id = ${repositoryId} and l.resource = known.name
  `.execute(database);
  return new Map(rows.map(({ name, ...known }) => [name, known]));
}
