import {
  type CiphertextRow,
  type Database,
  encryptedColumns,
  readCiphertexts,
  replaceCiphertexts,
} from '@hubtwin/database';
import { type KeyRing, SecretError } from '@hubtwin/secrets';
import type { Kysely } from 'kysely';

/** The result of a rotation for one column. */
export interface RotatedColumn {
  table: string;
  column: string;
  /** Number of ciphertexts that were encrypted with the current key. */
  rotated: number;
  /** Number of ciphertexts that no key of the ring decrypts; they do not change. */
  unreadable: number;
}

const batch = 500;
/** A process that has not loaded the new key yet may still write with the old one. */
const maxPasses = 5;

/**
 * Encrypts every stored secret with the current key, in batches, without stopping other processes: secrets that they
 * write in the meantime are not overwritten, and checked again. Idempotent.
 *
 * @throws what reloading the keys throws.
 */
export async function rotateSecrets(
  { database, keys }: { database: Kysely<Database>; keys: KeyRing },
  signal?: AbortSignal,
): Promise<RotatedColumn[]> {
  await keys.refresh();
  const columns = encryptedColumns.map((encrypted) => ({ ...encrypted, rotated: 0, unreadable: 0 }));
  for (const encrypted of columns) {
    for (let pass = 0; pass < maxPasses; pass++) {
      const { rotated, unreadable } = await rotateOnce(encrypted);
      encrypted.rotated += rotated;
      encrypted.unreadable = unreadable;
      if (rotated === 0) break;
    }
  }
  return columns.map(({ table, column, rotated, unreadable }) => ({ table, column, rotated, unreadable }));

  async function rotateOnce(encrypted: (typeof encryptedColumns)[number]) {
    const { table, column } = encrypted;
    let rotated = 0;
    let unreadable = 0;
    for (let after: CiphertextRow['key'] | null = null; ; ) {
      signal?.throwIfAborted();
      const rows = await readCiphertexts(database, encrypted, { after, limit: batch });
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
      rotated += await replaceCiphertexts(database, encrypted, readable);
    }
  }
}

function nullIfUnreadable(error: unknown): null {
  if (error instanceof SecretError) return null;
  throw error;
}
