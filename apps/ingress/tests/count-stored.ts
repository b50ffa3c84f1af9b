import type { DatabaseConnection } from '@hubtwin/database';

/** How much the inbox holds. */
export async function countStored({
  pool,
}: DatabaseConnection): Promise<{ deliveries: number; bodies: number }> {
  const { rows } = await pool.query<{ deliveries: number; bodies: number }>(
    'select (select count(*) from webhook_deliveries) as deliveries, (select count(*) from webhook_bodies) as bodies',
  );
  return rows[0] ?? { deliveries: -1, bodies: -1 };
}
