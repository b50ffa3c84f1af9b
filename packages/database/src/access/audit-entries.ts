import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { AuditOutcome } from '../tables/access-tables.ts';

/** One entry of the audit log. The caller must remove secrets from it. */
export interface AuditEntry {
  at: Date;
  /** `admin` for the configured key, `api_key:7` for a stored one, `anonymous`, or the name of a process. */
  actor: string;
  actorName: string | null;
  /** For example the API operation. */
  action: string;
  /** For example the path of the request. */
  resource: string;
  outcome: AuditOutcome;
  /** HTTP status of the answer; null where there was none. */
  status: number | null;
  /** The number of identical actions that this entry stands for. */
  count: number;
  requestId: string | null;
  address: string | null;
  details: unknown;
}

/** Writes entries into the audit log, in one statement. */
export async function storeAuditEntries(
  database: Kysely<Database>,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ at, actorName, requestId, ...entry }) => ({
    ...entry,
    recorded_at: at,
    actor_name: actorName,
    request_id: requestId,
  }));
  await sql`
    insert into audit_log
      (recorded_at, actor, actor_name, action, resource, outcome, status, count, request_id, address, details)
    select recorded_at, actor, actor_name, action, resource, outcome, status, count, request_id, address,
           case when details <> 'null' then details end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry
           (recorded_at timestamptz, actor text, actor_name text, action text, resource text, outcome text,
            status integer, count integer, request_id text, address text, details jsonb)
  `.execute(database);
}
