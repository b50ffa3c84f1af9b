import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The fields of a release that a probe compares. */
export interface StoredRelease {
  id: number;
  tag: string | null;
  name: string | null;
  isDraft: boolean | null;
  isPrerelease: boolean | null;
  /** Null where GitHub's server has no such field. */
  updatedAt: string | null;
}

/** Finds the stored releases among these ids. */
export async function findReleases(
  database: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, StoredRelease>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StoredRelease>`
    select id, tag_name as tag, name, draft as "isDraft", prerelease as "isPrerelease", raw ->> 'updated_at' as "updatedAt"
      from releases where id = any(${[...ids]}::bigint[]) and deleted_at is null
  `.execute(database);
  return new Map(rows.map((row) => [row.id, row]));
}
