import type { Runner } from '@hubtwin/contract';
import { sql } from 'kysely';
import { inRepository, repositoryRef } from './in-repository.ts';
import { account, observed } from './present.ts';
import type { List } from './select-page.ts';
import type { RowOf } from './source.ts';

interface RunnerFilters {
  status?: string | undefined;
}

type RunnerRow = RowOf<'runners'> & { repository_full_name: string | null };

export const runners: List<RunnerRow, Runner, RunnerFilters> = {
  name: 'runners',
  from: inRepository.from('runners'),
  columns: sql`
    t.scope, t.id, t.repository_id, r.full_name as repository_full_name, t.organization_id, t.organization_login,
    t.name, t.os, t.status, t.busy, t.labels, t.runner_group_id, t.runner_group_name, t.synced_at, t.source`,
  repository: inRepository.repository,
  direction: 'asc',
  order: [
    { by: sql`t.id`, type: 'number' },
    { by: sql`t.scope`, type: 'text' },
  ],
  where: ({ status }) => [inRepository.alive, ...(status === undefined ? [] : [sql`t.status = ${status}`])],
  present: ({ repository_id, ...row }) => ({
    id: row.id,
    name: row.name,
    os: row.os,
    status: row.status,
    busy: row.busy,
    labels: row.labels ?? [],
    runner_group_id: row.runner_group_id,
    runner_group_name: row.runner_group_name,
    repository: repository_id === null ? null : repositoryRef({ ...row, repository_id }),
    organization: account(row.organization_id, row.organization_login),
    ...observed(row),
  }),
};
