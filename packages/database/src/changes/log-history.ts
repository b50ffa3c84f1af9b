import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The scope of the cursor that holds the history of the change log. */
export const historyScope = 'changes:history';

/** The past of the change log; its numbers are in the order of time all the same. */
export interface LogHistory {
  /** Where it was written last: the cluster, its timeline, and the database. */
  identity: string;
  /** Numbers between these two were of entries that a restore lost, or of none. */
  lost: { after: number; until: number }[];
}

/** Null before `noticeRestore` ran for the first time. */
export async function readLogHistory(database: Kysely<Database>): Promise<LogHistory | null> {
  const { rows } = await sql<LogHistory>`
    select value->>'identity' as identity, value->'lost' as lost from sync_cursors where scope = ${historyScope}
  `.execute(database);
  return rows[0] ?? null;
}
