import { type Kysely, sql } from 'kysely';
import type { ChangeKind, Database } from '../schema.ts';

/** An entry of the change log. */
export interface Change {
  seq: number;
  resource: string;
  key: string;
  kind: ChangeKind;
  repository_id: number | null;
  fields: Record<string, { from: unknown; to: unknown }>;
  source: string;
  /** Login of the account that GitHub names as the sender of the delivery. */
  actor: string | null;
  /** The delivery that caused it. */
  delivery_id: string | null;
  /** The route of the request to GitHub that caused it. */
  request: string | null;
  changed_at: Date;
}

/**
 * Reads the change log after `cursor`, in order. No entry can appear later below the last one that was returned: only
 * entries below those of every running writer are read (see migration 0002).
 */
export async function readChanges(
  database: Kysely<Database>,
  { cursor, limit }: { cursor: number; limit: number },
): Promise<Change[]> {
  const horizon = await changesHorizon(database);
  const rows = await database
    .selectFrom('changes')
    .selectAll()
    .where('seq', '>', cursor)
    .where('seq', '<=', horizon)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows;
}

/** The greatest sequence number below which the log is complete. */
export async function changesHorizon(database: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ horizon: number }>`select changes_horizon() as horizon`.execute(database);
  return rows[0]?.horizon ?? 0;
}
