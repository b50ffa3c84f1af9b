import { createHmac, randomUUID } from 'node:crypto';

/** The headers of a delivery of `body`, except its GUID, which `newGuid` adds. */
export function signedHeaders(secret: string, body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
}

export const newGuid = () => ({ 'x-github-delivery': randomUUID() });
