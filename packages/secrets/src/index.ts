export type { EncryptionKey } from './encryption-key.ts';
export { createKeyRing, type KeyRing, SecretError, type SecretPlace } from './key-ring.ts';
export { openKeyRing } from './open-key-ring.ts';
