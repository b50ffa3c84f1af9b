import { type Database, readSealed, replaceSealed, type SealedRow, sealedColumns } from '@hubtwin/database';
import { type KeyRing, SecretError } from '@hubtwin/secrets';
import type { Kysely } from 'kysely';

/** What a rotation did to one column. */
export interface RotatedColumn {
  table: string;
  column: string;
  /** Ciphertexts that were encrypted anew. */
  rotated: number;
  /** Those that do not decrypt under any key of the ring; they stay as they are. */
  unreadable: number;
}

const batch = 500;
/** A process that has not seen the new key yet may write under the old one behind us. */
const mostPasses = 5;

/**
 * Encrypts every stored secret under the current key, in batches, while everything goes on: what is written meanwhile is
 * not overwritten, and looked at again. Done twice it does nothing the second time.
 *
 * @throws what reading the keys again throws.
 */
export async function rotateSecrets(
  { database, keys }: { database: Kysely<Database>; keys: KeyRing },
  signal?: AbortSignal,
): Promise<RotatedColumn[]> {
  await keys.refresh();
  const columns = sealedColumns.map((sealed) => ({ ...sealed, rotated: 0, unreadable: 0 }));
  for (const sealed of columns) {
    for (let pass = 0; pass < mostPasses; pass++) {
      const { rotated, unreadable } = await rotateOnce(sealed);
      sealed.rotated += rotated;
      sealed.unreadable = unreadable;
      if (rotated === 0) break;
    }
  }
  return columns.map(({ table, column, rotated, unreadable }) => ({ table, column, rotated, unreadable }));

  async function rotateOnce(sealed: (typeof sealedColumns)[number]) {
    const { table, column } = sealed;
    let rotated = 0;
    let unreadable = 0;
    for (let after: SealedRow['key'] | null = null; ; ) {
      signal?.throwIfAborted();
      const rows = await readSealed(database, sealed, { after, limit: batch });
      const last = rows.at(-1);
      if (last === undefined) return { rotated, unreadable };
      after = last.key;
      const stale = rows.filter(({ ciphertext }) => !keys.isCurrent(ciphertext));
      const replaced = await Promise.all(
        stale.map(async (row) => {
          const place = { table, column, row: `${row.key}` };
          const plaintext = await keys.decrypt(row.ciphertext, place).catch(nullIfUnreadable);
          return plaintext === null ? null : { ...row, replacement: keys.encrypt(plaintext, place) };
        }),
      );
      const readable = replaced.filter((row) => row !== null);
      unreadable += replaced.length - readable.length;
      rotated += await replaceSealed(database, sealed, readable);
    }
  }
}

function nullIfUnreadable(error: unknown): null {
  if (error instanceof SecretError) return null;
  throw error;
}
