import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { SealedColumn } from './sealed-column.ts';

/** A ciphertext, and the key of its row. */
export interface SealedRow {
  key: number | string;
  ciphertext: Buffer;
}

/** Reads a page of the ciphertexts of a column, ordered by the key of their rows. */
export async function readSealed(
  database: Kysely<Database>,
  { table, column, key }: SealedColumn,
  { after, limit }: { after: SealedRow['key'] | null; limit: number },
): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select ${sql.ref(key)} as key, ${sql.ref(column)} as ciphertext
      from ${sql.table(table)}
     where ${sql.ref(column)} is not null and ${after === null ? sql`true` : sql`${sql.ref(key)} > ${after}`}
     order by ${sql.ref(key)}
     limit ${limit}
  `.execute(database);
  return rows;
}
