import { type Database, findHeadObjects } from '@hubtwin/database';
import type { HeadList, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';

/** A commit of a repository, as GraphQL shows it. */
export interface ShownHead {
  repositoryId: number;
  sha: string;
  node: unknown;
}

/** The commits whose objects of a resource differ from the stored ones. */
export async function compareHeads(
  database: Kysely<Database>,
  { table }: Pick<ResourceDefinition, 'table'>,
  { column, columns, differs }: HeadList,
  heads: readonly ShownHead[],
): Promise<ShownHead[]> {
  const stored = await findHeadObjects(database, { table, column, columns }, heads);
  return heads.filter(({ repositoryId, sha, node }) =>
    differs(node, stored.get(`${repositoryId}/${sha}`) ?? []),
  );
}
