import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { TerminalState } from './find-unfinished.ts';

interface FetchedParents {
  repositoryId: number;
  ids: readonly number[];
  /** The column of the time. */
  column: string;
  /** Only parents in this state; default: all. */
  state?: TerminalState | undefined;
}

/** Records that the lists of objects were fetched, so that they need not be fetched on demand again. */
export async function recordChildrenFetched(
  database: Kysely<Database>,
  { table }: Pick<Resource, 'table'>,
  { repositoryId, ids, column, state }: FetchedParents,
): Promise<void> {
  if (ids.length === 0) return;
  const isInState = state === undefined ? sql`true` : sql`${sql.ref(state.column)} = ${sql.lit(state.value)}`;
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = now()
     where id = any(${[...ids]}::bigint[]) and repository_id = ${repositoryId} and ${isInState}
  `.execute(database);
}
