import { createKeyRing, type EncryptionKey, type KeyRing } from './key-ring.ts';

/** A ring of the configured keys, the first current; null where none is configured. */
export function openKeyRing(keys: readonly EncryptionKey[]): KeyRing | null {
  const [current, ...older] = keys;
  return current === undefined ? null : createKeyRing([current, ...older]);
}
