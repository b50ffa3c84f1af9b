import type { Change } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import type { List } from './select-page.ts';

interface ChangeFilters {
  after?: number | undefined;
}

/** The change log up to `horizon`, below which it is complete. */
export const changesUpTo = (
  horizon: number,
): List<Selectable<Database['changes']>, Change, ChangeFilters> => ({
  name: 'changes',
  from: sql`changes as t`,
  columns: sql`t.seq, t.resource, t.key, t.kind, t.repository_id, t.fields, t.source, t.changed_at`,
  repository: sql`t.repository_id`,
  direction: 'asc',
  order: [{ by: sql`t.seq`, type: 'number' }],
  where: ({ after }) => [sql`t.seq <= ${horizon}`, ...(after === undefined ? [] : [sql`t.seq > ${after}`])],
  present: (row) => ({
    seq: row.seq,
    resource: row.resource,
    key: row.key,
    kind: row.kind,
    repository_id: row.repository_id,
    fields: row.fields,
    source: row.source,
    changed_at: row.changed_at.toISOString(),
  }),
});
