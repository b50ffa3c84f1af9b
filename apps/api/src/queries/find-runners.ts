import type { Database } from '@hubtwin/database';
import type { StoredRunner } from '@hubtwin/replication';
import { type Kysely, sql } from 'kysely';
import { type Access, visible } from './access.ts';

interface RunnerName {
  id: number;
  /** Only of this repository. */
  repositoryId?: number | undefined;
  /** Only of this organisation, by its login in any case. */
  organization?: string | undefined;
}

/**
 * The runners of an id that the caller may see; GitHub numbers them separately in each repository and organisation. Runners that
 * were only reported by a job may belong to an organisation: they are omitted if a list has shown one.
 */
export async function findRunners(
  database: Kysely<Database>,
  access: Access,
  { id, repositoryId, organization }: RunnerName,
): Promise<StoredRunner[]> {
  const conditions = [
    sql`t.id = ${id} and t.deleted_at is null and r.deleted_at is null`,
    visible(access, sql`t.repository_id`),
    ...(repositoryId === undefined ? [] : [sql`t.repository_id = ${repositoryId}`]),
    ...(organization === undefined ? [] : [sql`lower(t.organization_login) = lower(${organization})`]),
  ];
  const { rows } = await sql<StoredRunner & { isListed: boolean }>`
    select t.scope, t.id, t.repository_id as "repositoryId", t.raw, t.status is not null as "isListed",
           case when t.organization_id is not null
             then json_build_object('id', t.organization_id, 'login', t.organization_login) end as organization
      from runners as t left join repositories as r on r.id = t.repository_id
     where ${sql.join(conditions, sql` and `)}
     order by t.scope
     limit 100
  `.execute(database);
  const listed = rows.filter(({ isListed }) => isListed);
  return listed.length > 0 ? listed : rows;
}
