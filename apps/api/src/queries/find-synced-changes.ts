import type { Change } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Kysely, type Selectable, sql } from 'kysely';
import { changesUpTo } from './changes.ts';

/** The maximum number of changes. */
const maxChanges = 100;
/** Fields that only concern the sync itself. */
const bookkeeping = ['last_synced_at', 'last_sync_error'];

/**
 * Finds the changes of a repository by requests to GitHub after a position in the change log, with old and new values; without
 * concurrent changes by deliveries.
 */
export async function findSyncedChanges(
  database: Kysely<Database>,
  repositoryId: number,
  after: number,
): Promise<{ changes: Change[]; changes_truncated: boolean }> {
  const { from, columns, present } = changesUpTo(Number.MAX_SAFE_INTEGER);
  const { rows } = await sql<Selectable<Database['changes']> & { full_name: string | null }>`
    select ${columns} from ${from}
     where t.repository_id = ${repositoryId} and t.seq > ${after} and t.source not in ('webhook', 'api')
       and not (t.resource = 'repositories' and t.kind = 'updated' and t.fields - ${bookkeeping}::text[] = '{}')
     order by t.seq
     limit ${maxChanges + 1}
  `.execute(database);
  return { changes: rows.slice(0, maxChanges).map(present), changes_truncated: rows.length > maxChanges };
}
