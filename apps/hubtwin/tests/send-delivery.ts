import { createHmac, randomUUID } from 'node:crypto';

export const webhookSecret = 'the-secret-of-the-end-to-end-tests';

export interface Sent {
  guid: string;
  status: number;
  answer: { status?: string; delivery_id?: string };
}

/** Signs and posts a delivery as GitHub does. @throws when the connection breaks. */
export async function sendDelivery(
  port: number,
  { event, payload, guid = randomUUID() }: { event: string; payload: object; guid?: string },
): Promise<Sent> {
  const body = JSON.stringify(payload);
  const response = await fetch(`http://127.0.0.1:${port}/webhooks/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
    },
    signal: AbortSignal.timeout(10_000),
  });
  return { guid, status: response.status, answer: (await response.json()) as Sent['answer'] };
}
