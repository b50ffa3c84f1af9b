import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** An organisation that GraphQL can return by its node id. */
export interface ComparableOrganization {
  id: number;
  login: string;
  nodeId: string;
}

/** Finds the organisations that own any of these repositories. */
export async function findComparableOrganizations(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<ComparableOrganization[]> {
  const { rows } = await sql<ComparableOrganization>`
    select id, login, node_id as "nodeId"
      from accounts
     where id in (select owner_id from repositories where id = any(${[...repositoryIds]}::bigint[]))
       and type = 'Organization' and login is not null and node_id is not null and deleted_at is null
     order by id
  `.execute(database);
  return rows;
}
