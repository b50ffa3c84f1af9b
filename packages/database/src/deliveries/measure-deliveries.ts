import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** How many bytes the bodies of deliveries have together, those that retention has dropped among them. */
export async function measureDeliveries(
  database: Kysely<Database>,
  guids: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(body_bytes), 0) as bytes from webhook_deliveries where guid = any(${guids}::uuid[])
  `.execute(database);
  return rows[0]?.bytes ?? 0;
}
