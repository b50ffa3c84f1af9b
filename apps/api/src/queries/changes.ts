import type { Change } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import { isShown, presentChange } from '../feed/read-feed.ts';
import type { List } from './select-page.ts';

interface ChangeFilters {
  after?: number | undefined;
}

/** The change log of a repository up to `horizon`, below which it is complete. */
export const changesUpTo = (
  horizon: number,
): List<Selectable<Database['changes']> & { full_name: string | null }, Change, ChangeFilters> => ({
  name: 'changes',
  from: sql`changes as t`,
  columns: sql`t.seq, t.resource, t.key, t.kind, t.repository_id, t.fields, t.source, t.actor, t.delivery_id, t.request, t.changed_at,
    (select r.full_name from repositories as r where r.id = t.repository_id) as full_name`,
  repository: sql`t.repository_id`,
  direction: 'asc',
  order: [{ by: sql`t.seq`, type: 'number' }],
  where: ({ after }) => [
    sql`t.seq <= ${horizon}`,
    isShown,
    ...(after === undefined ? [] : [sql`t.seq > ${after}`]),
  ],
  present: presentChange,
});
