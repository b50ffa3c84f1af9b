import { createHmac } from 'node:crypto';

/** GitHub's two signature headers: the hex HMAC of the body, each prefixed with its algorithm. */
export interface Signatures {
  'X-Hub-Signature': string;
  'X-Hub-Signature-256': string;
}

/** Signs a delivery's body as GitHub does (https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries). */
export function signBody(secret: string, body: string | Buffer): Signatures {
  const hmac = (algorithm: string) => createHmac(algorithm, secret).update(body).digest('hex');
  return { 'X-Hub-Signature': `sha1=${hmac('sha1')}`, 'X-Hub-Signature-256': `sha256=${hmac('sha256')}` };
}
