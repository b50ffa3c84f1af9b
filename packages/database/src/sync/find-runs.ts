import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A workflow run as the twin holds it. */
export interface KnownRun {
  id: number;
  status: string | null;
  conclusion: string | null;
  updatedAt: Date | null;
}

/** Workflow runs by their ids, as far as they are stored. */
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
