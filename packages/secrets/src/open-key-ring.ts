import type { EncryptionKey } from './encryption-key.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { createKeySource } from './key-source.ts';

export interface OpenKeyRingOptions {
  keys: readonly EncryptionKey[];
  /** Null: the keys do not change while the process runs. */
  reread: (() => Promise<readonly EncryptionKey[]>) | null;
}

interface KeyLogger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Opens a ring of the configured keys, the current one first, which are read again while it is open; null if none is
 * configured.
 */
export function openKeyRing({ keys, reread }: OpenKeyRingOptions, logger: KeyLogger): KeyRing | null {
  const [current, ...rest] = keys;
  if (current === undefined) return null;
  if (reread === null) return createKeyRing([current, ...rest]);
  const source = createKeySource([current, ...rest], {
    reread,
    onChanged: (ids) => logger.info({ keys: ids }, 'the encryption keys have changed'),
    onError: (error) => logger.error({ err: error }, 'the encryption keys could not be read again'),
  });
  return createKeyRing(source);
}
