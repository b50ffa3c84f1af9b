import { createHash } from 'node:crypto';

/** The id of a credential in metrics, logs and stores: the first 12 hex digits of its SHA-256. */
export const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 12);
