import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The fields of a milestone that a probe compares; GraphQL identifies it by its number. */
export interface StoredMilestone {
  repositoryId: number;
  number: number;
  title: string | null;
  state: string | null;
  updatedAt: Date | null;
}

/** Finds the milestones of repositories with these numbers. */
export async function findMilestones(
  database: Kysely<Database>,
  { repositoryIds, numbers }: { repositoryIds: readonly number[]; numbers: readonly number[] },
): Promise<StoredMilestone[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<StoredMilestone>`
    select repository_id as "repositoryId", number, title, state, updated_at as "updatedAt" from milestones
     where repository_id = any(${[...repositoryIds]}::bigint[]) and number = any(${[...numbers]}::int[])
       and deleted_at is null
  `.execute(database);
  return rows;
}
