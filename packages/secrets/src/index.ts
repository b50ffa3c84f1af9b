export { createKeyRing, type EncryptionKey, type KeyRing, SecretError } from './key-ring.ts';
export { openKeyRing } from './open-key-ring.ts';
export { createSigner, type Signer } from './sign.ts';
