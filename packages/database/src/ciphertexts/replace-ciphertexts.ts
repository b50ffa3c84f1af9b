import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { CiphertextColumn } from './encrypted-columns.ts';
import type { CiphertextRow } from './read-ciphertexts.ts';

/**
 * Replaces ciphertexts that have not changed since they were read; skips the others.
 *
 * @returns the number of replaced ciphertexts.
 */
export async function replaceCiphertexts(
  database: Kysely<Database>,
  { table, column, key, keyType }: CiphertextColumn,
  rows: readonly (CiphertextRow & { replacement: Buffer })[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} as t
       set ${sql.ref(column)} = given.replacement
      from unnest(${rows.map((row) => `${row.key}`)}::text[], ${rows.map((row) => row.ciphertext)}::bytea[],
                  ${rows.map((row) => row.replacement)}::bytea[]) as given (key, ciphertext, replacement)
     where ${sql.ref(`t.${key}`)} = given.key::${sql.raw(keyType)} and ${sql.ref(`t.${column}`)} = given.ciphertext
  `.execute(database);
  return Number(numAffectedRows ?? 0);
}
