import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

interface OpenHead {
  id: number;
  repositoryId: number;
  nodeId: string;
}

/** Finds the open pull requests of repositories, in the order of their ids. */
export async function findOpenHeads(
  database: Kysely<Database>,
  { repositoryIds, after, limit }: { repositoryIds: readonly number[]; after: number; limit: number },
): Promise<OpenHead[]> {
  const { rows } = await sql<OpenHead>`
    select p.id, p.repository_id as "repositoryId", p.raw ->> 'node_id' as "nodeId" from pull_requests as p
     where p.repository_id = any(${[...repositoryIds]}::bigint[]) and p.deleted_at is null and p.state = 'open'
       and p.id > ${after} and p.raw ->> 'node_id' is not null
     order by p.id limit ${limit}
  `.execute(database);
  return rows;
}
