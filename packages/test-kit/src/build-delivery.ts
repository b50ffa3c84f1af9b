import { createHash, randomUUID } from 'node:crypto';
import type { IncomingDelivery } from '@hubtwin/database';

/** Builds a delivery as the ingress passes it to the inbox; an object payload is encoded as JSON. */
export function buildDelivery({
  guid = randomUUID(),
  event = 'issues',
  payload = {},
  contentType = 'application/json',
  webhookConfigId = null,
}: {
  guid?: string;
  event?: string;
  payload?: object | Buffer;
  contentType?: string;
  webhookConfigId?: number | null;
} = {}): IncomingDelivery {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
  return {
    guid,
    event,
    hookId: 12,
    webhookConfigId,
    headers: { 'content-type': contentType, 'x-github-event': event },
    body,
    bodySha256: createHash('sha256').update(body).digest(),
  };
}
