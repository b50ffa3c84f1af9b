import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The total size of the bodies of all deliveries, in bytes, including those that retention has dropped. */
export async function measureDeliveries(
  database: Kysely<Database>,
  guids: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(body_bytes), 0) as bytes from webhook_deliveries where guid = any(${guids}::uuid[])
  `.execute(database);
  return rows[0]?.bytes ?? 0;
}
