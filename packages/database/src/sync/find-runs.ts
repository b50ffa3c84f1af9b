import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A stored workflow run. */
export interface KnownRun {
  id: number;
  status: string | null;
  conclusion: string | null;
  updatedAt: Date | null;
}

/** Finds the stored workflow runs among these ids. */
export async function findRuns(
  database: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, KnownRun>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<KnownRun>`
    select id, status, conclusion, updated_at as "updatedAt" from workflow_runs
     where id = any(${[...ids]}::bigint[]) and deleted_at is null
  `.execute(database);
  return new Map(rows.map((run) => [run.id, run]));
}
