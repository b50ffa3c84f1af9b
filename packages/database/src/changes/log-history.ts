import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The scope of the cursor that holds the history of the change log. */
export const historyScope = 'changes:history';

/** The history of the change log across restores. Its sequence numbers stay in the order of time. */
export interface LogHistory {
  /** The cluster, its timeline, and the database where it was last written. */
  identity: string;
  /** Ranges of numbers that belong to entries lost in a restore, or to none. */
  lost: { after: number; until: number }[];
}

/** Null until `noticeRestore` has run once. */
export async function readLogHistory(database: Kysely<Database>): Promise<LogHistory | null> {
  const { rows } = await sql<LogHistory>`
    select value->>'identity' as identity, value->'lost' as lost from sync_cursors where scope = ${historyScope}
  `.execute(database);
  return rows[0] ?? null;
}
