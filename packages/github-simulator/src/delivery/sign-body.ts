import { createHmac } from 'node:crypto';

/** The two signature headers of GitHub: the hex HMAC of the body, each with its algorithm before it. */
export interface Signatures {
  'X-Hub-Signature': string;
  'X-Hub-Signature-256': string;
}

/** Signs a delivery's body as GitHub does (https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries). */
export function signBody(secret: string, body: string | Buffer): Signatures {
  const hmac = (algorithm: string) => createHmac(algorithm, secret).update(body).digest('hex');
  return { 'X-Hub-Signature': `sha1=${hmac('sha1')}`, 'X-Hub-Signature-256': `sha256=${hmac('sha256')}` };
}
