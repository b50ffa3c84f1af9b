import type { JsonObject } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A stored branch rule. */
export interface StoredProtectionRule {
  repositoryId: number;
  id: number;
  raw: JsonObject;
}

/** Finds the branch rules of repositories. */
export async function findProtectionRules(
  database: Kysely<Database>,
  repositoryIds: readonly number[],
): Promise<StoredProtectionRule[]> {
  if (repositoryIds.length === 0) return [];
  const { rows } = await sql<StoredProtectionRule>`
    select repository_id as "repositoryId", id, raw from branch_protection_rules
     where repository_id = any(${[...repositoryIds]}::bigint[]) and deleted_at is null
  `.execute(database);
  return rows;
}
