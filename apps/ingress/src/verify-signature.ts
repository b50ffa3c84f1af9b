import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether one of the secrets signed the body: HMAC-SHA-256 over the raw bytes, compared in constant time.
 * An empty secret signs nothing.
 *
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifySignature(secrets: readonly string[], body: Buffer, signature: Buffer): boolean {
  let valid = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const expected = createHmac('sha256', secret).update(body).digest();
    if (timingSafeEqual(expected, signature)) valid = true;
  }
  return valid;
}
