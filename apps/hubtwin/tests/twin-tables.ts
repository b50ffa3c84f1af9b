import type { DatabaseConnection } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';

/** Every mirrored row and the number of changes, to compare before and after. */
export async function snapshotTwin({ pool }: DatabaseConnection): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const { table, key } of resources) {
    const { rows } = await pool.query(`select * from ${table} order by ${key.join(', ')}`);
    // What a timer notes of who sees a repository is no effect of a delivery.
    tables[table] = rows.map(({ inaccessible_since: _, ...row }) => row);
  }
  tables.changes = (await pool.query('select seq, resource, key from changes order by seq')).rows;
  return tables;
}

/** Deliveries by their status. */
export async function countStatuses({ pool }: DatabaseConnection): Promise<Record<string, number>> {
  const { rows } = await pool.query(
    'select status, count(*)::int as count from webhook_deliveries group by status',
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
