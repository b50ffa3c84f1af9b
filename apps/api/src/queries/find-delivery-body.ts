import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

/** The headers and the raw bytes of a delivery; undefined once retention has dropped them. */
export async function findDeliveryBody(
  database: Kysely<Database>,
  guid: string,
): Promise<{ headers: Record<string, string>; body: Buffer } | undefined> {
  // By the time of receipt only the partition of that day is read.
  const { rows } = await sql<{ headers: Record<string, string>; body: Buffer }>`
    select b.headers, b.body
      from webhook_deliveries as t join webhook_bodies as b using (guid, received_at)
     where t.guid = ${guid}
  `.execute(database);
  return rows[0];
}
