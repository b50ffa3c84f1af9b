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
  baseRef: string | null;
  /** The number of requested reviewers and teams. */
  reviewRequests: number | null;
}

/** Finds the stored issues or pull requests among these ids. */
export async function findConversations(
  database: Kysely<Database>,
  table: 'issues' | 'pull_requests',
  ids: readonly number[],
): Promise<Map<number, StoredConversation>> {
  if (ids.length === 0) return new Map();
  const ofPulls =
    table === 'issues'
      ? sql`null as "headSha", null as "baseRef", null as "reviewRequests"`
      : sql`head_sha as "headSha", base_ref as "baseRef",
            coalesce(cardinality(requested_reviewers), 0)
              + jsonb_array_length(case jsonb_typeof(raw -> 'requested_teams') when 'array' then raw -> 'requested_teams' else '[]' end) as "reviewRequests"`;
  const { rows } = await sql<StoredConversation>`
    select id, updated_at as "updatedAt", title, state, comments, ${ofPulls} from ${sql.table(table)}
     where id = any(${[...ids]}::bigint[]) and deleted_at is null
  `.execute(database);
  return new Map(rows.map((row) => [row.id, row]));
}
