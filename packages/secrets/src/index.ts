export { createKeyRing, type EncryptionKey, type KeyRing, SecretError } from './key-ring.ts';
