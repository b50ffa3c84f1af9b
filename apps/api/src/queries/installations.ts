import type { Installation } from '@hubtwin/contract';
import { type RawBuilder, sql } from 'kysely';
import { type Visibility, visible } from './access.ts';
import { type ConfirmationRow, confirmation } from './pending-confirmation.ts';
import { observed, time } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

/** The installations that a caller may see. */
export const installationsFor = (
  access: Visibility,
): List<RowOf<'installations'> & ConfirmationRow, Installation, object> => ({
  name: 'installations',
  from: sql`installations as t`,
  columns: sql`
    t.id, t.account_id, t.account_login, t.account_type, t.app_id, t.app_slug, t.repository_selection,
    t.permissions, t.events, t.suspended_at, t.created_at, t.updated_at, t.synced_at, t.source,
    ${confirmation}`,
  repository: null,
  direction: 'asc',
  order: [{ by: sql`t.id`, type: 'number' }],
  where: () => [sql`t.deleted_at is null`, reaches(access)],
  present: (row) => ({
    id: row.id,
    account:
      row.account_id === null && row.account_login === null
        ? null
        : { id: row.account_id, login: row.account_login, type: row.account_type },
    app_id: row.app_id,
    app_slug: row.app_slug,
    repository_selection: row.repository_selection,
    permissions: row.permissions ?? {},
    events: row.events ?? [],
    suspended_at: time(row.suspended_at),
    created_at: time(row.created_at),
    updated_at: time(row.updated_at),
    pending_confirmation: row.pending_confirmation,
    unconfirmed: row.unconfirmed,
    ...observed(row),
  }),
});

/** The condition that an installation has access to a repository that the caller may see. */
function reaches(access: Visibility): RawBuilder<unknown> {
  if (access.repositoryIds === null) return sql`true`;
  return sql`exists (
    select from installation_repositories as i
     where i.installation_id = t.id and i.deleted_at is null and ${visible(access, sql`i.repository_id`)})`;
}
