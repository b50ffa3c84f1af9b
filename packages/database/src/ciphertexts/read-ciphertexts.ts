import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { CiphertextColumn } from './encrypted-columns.ts';

/** A ciphertext, and the key of its row. */
export interface CiphertextRow {
  key: number | string;
  ciphertext: Buffer;
}

/** Reads a page of the ciphertexts of a column, ordered by the key of their rows. */
export async function readCiphertexts(
  database: Kysely<Database>,
  { table, column, key }: CiphertextColumn,
  { after, limit }: { after: CiphertextRow['key'] | null; limit: number },
): Promise<CiphertextRow[]> {
  const { rows } = await sql<CiphertextRow>`
    select ${sql.ref(key)} as key, ${sql.ref(column)} as ciphertext
      from ${sql.table(table)}
     where ${sql.ref(column)} is not null and ${after === null ? sql`true` : sql`${sql.ref(key)} > ${after}`}
     order by ${sql.ref(key)}
     limit ${limit}
  `.execute(database);
  return rows;
}
