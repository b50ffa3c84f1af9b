import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Digestible, digestOf } from './digest-of.ts';

/**
 * Finds the first secret that signed the body: HMAC-SHA-256 over the raw bytes, compared in constant time, and with
 * every secret even after a match. An empty secret never matches.
 *
 * @returns null if none matches.
 * @see https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export async function findSigner<Secret extends { value: string }>(
  secrets: readonly Secret[],
  body: Digestible,
  signature: Buffer,
): Promise<Secret | null> {
  let signer: Secret | null = null;
  for (const secret of secrets) {
    if (secret.value === '') continue;
    const digest = digestOf(createHmac('sha256', secret.value), body);
    // Awaiting a value that is not a promise would cost a turn of the event loop for each delivery.
    const expected = digest instanceof Promise ? await digest : digest;
    if (timingSafeEqual(expected, signature)) signer ??= secret;
  }
  return signer;
}
