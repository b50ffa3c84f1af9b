import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';

export interface FoundBody {
  headers: Record<string, string>;
  /** The raw bytes; null if they exceed the requested maximum. */
  body: Buffer | null;
  sha256: Buffer;
}

/** The headers and the body of a delivery; undefined once retention has dropped them. */
export async function findDeliveryBody(
  database: Kysely<Database>,
  guid: string,
  { maxBytes }: { maxBytes: number },
): Promise<FoundBody | undefined> {
  // With the time of receipt only the partition of that day is read.
  const { rows } = await sql<FoundBody>`
    select b.headers, case when t.body_bytes <= ${maxBytes} then b.body end as body, t.body_sha256 as sha256
      from webhook_deliveries as t join webhook_bodies as b using (guid, received_at)
     where t.guid = ${guid}
  `.execute(database);
  return rows[0];
}
