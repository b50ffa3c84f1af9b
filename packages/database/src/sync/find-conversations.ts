import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The fields of an issue or pull request that a probe compares. */
export interface StoredConversation {
  id: number;
  updatedAt: Date | null;
  title: string | null;
  state: string | null;
  comments: number | null;
  /** Of a pull request. */
  headSha: string | null;
}

/** Finds the stored issues or pull requests among these ids. */
export async function findConversations(
  database: Kysely<Database>,
  table: 'issues' | 'pull_requests',
  ids: readonly number[],
): Promise<Map<number, StoredConversation>> {
  if (ids.length === 0) return new Map();
  const headSha = table === 'issues' ? sql`null` : sql`head_sha`;
  const { rows } = await sql<StoredConversation>`
    select id, updated_at as "updatedAt", title, state, comments, ${headSha} as "headSha" from ${sql.table(table)}
     where id = any(${[...ids]}::bigint[]) and deleted_at is null
  `.execute(database);
  return new Map(rows.map((row) => [row.id, row]));
}
