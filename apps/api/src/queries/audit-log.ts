import type { AuditEntry } from '@hubtwin/contract';
import type { Database } from '@hubtwin/database';
import { type Selectable, sql } from 'kysely';
import type { List } from './select-page.ts';

interface AuditFilters {
  actor?: string | undefined;
  action?: string | undefined;
  resource?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

/** The audit log, the newest first. */
export const auditLog: List<Selectable<Database['audit_log']>, AuditEntry, AuditFilters> = {
  name: 'audit_log',
  from: sql`audit_log as t`,
  columns: sql`
    t.id, t.recorded_at, t.actor, t.actor_name, t.action, t.resource, t.outcome, t.status, t.count, t.request_id,
    t.address, t.details`,
  repository: null,
  direction: 'desc',
  order: [
    { by: sql`t.recorded_at`, type: 'time' },
    { by: sql`t.id`, type: 'number' },
  ],
  where: ({ actor, action, resource, since, until }) => [
    sql`true`,
    ...(actor === undefined ? [] : [sql`t.actor = ${actor}`]),
    ...(action === undefined ? [] : [sql`t.action = ${action}`]),
    ...(resource === undefined ? [] : [sql`t.resource = ${resource}`]),
    ...(since === undefined ? [] : [sql`t.recorded_at >= ${since}`]),
    ...(until === undefined ? [] : [sql`t.recorded_at < ${until}`]),
  ],
  present: (row) => ({ ...row, recorded_at: row.recorded_at.toISOString() }),
};
