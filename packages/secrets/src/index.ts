export { createKeyRing, type EncryptionKey, type KeyRing, SecretError } from './key-ring.ts';
export { openKeyRing } from './open-key-ring.ts';
