import type { Collaborator } from '@hubtwin/contract';
import { sql } from 'kysely';
import type { List } from './select-page.ts';

interface CollaboratorFilters {
  permission?: Collaborator['permission'] | undefined;
  origin?: Collaborator['origins'][number] | undefined;
}

type Row = Omit<Collaborator, 'id'> & { account_id: number };

/** The people who may access a repository: read for each request, because any of an organisation's teams may change it. */
export const collaborators: List<Row, Collaborator, CollaboratorFilters> = {
  name: 'collaborators',
  from: sql`hubtwin.repository_access as t`,
  columns: sql`t.account_id, t.login, t.permission, t.origins, t.teams, t.is_outside`,
  repository: sql`t.repository_id`,
  direction: 'asc',
  order: [
    { by: sql`t.login`, type: 'text' },
    { by: sql`t.account_id`, type: 'number' },
  ],
  where: ({ permission, origin }) => [
    ...(permission === undefined ? [] : [sql`t.permission = ${permission}`]),
    ...(origin === undefined ? [] : [sql`${origin} = any(t.origins)`]),
  ],
  present: ({ account_id, ...row }) => ({
    ...{ id: account_id, login: row.login, permission: row.permission },
    ...{ origins: row.origins, teams: row.teams, is_outside: row.is_outside },
  }),
};
