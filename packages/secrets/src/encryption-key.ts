/** A key of 32 bytes, and the id by which ciphertexts and signatures refer to it. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

/** The first is current; the others only decrypt and verify, until rotation has replaced them. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];
