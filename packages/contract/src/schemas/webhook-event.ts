import { z } from 'zod';
import { integer, maybeTime, raw, repositoryRef, text, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const deliveryStatus = z
  .enum(['received', 'processing', 'processed', 'ignored', 'failed', 'parked'])
  .describe('`failed` is retried, `parked` waits for a person, `ignored` has nothing to apply.');

export const webhookEvent = z
  .object({
    delivery_id: z.guid(),
    event: z.string(),
    action: text,
    status: deliveryStatus,
    attempts: z.int(),
    error: text,
    hook_id: integer,
    installation_id: integer,
    repository: repositoryRef.nullable(),
    body_bytes: z.int(),
    received_at: time,
    processed_at: maybeTime,
    retry_at: maybeTime,
  })
  .meta({ id: 'WebhookEvent' });

export const webhookEventWithPayload = webhookEvent
  .extend({
    headers: z
      .record(z.string(), z.string())
      .nullable()
      .describe('Null when retention has dropped the body.'),
    payload: raw
      .describe('The decoded body; null when it is no longer stored, or is no JSON object.')
      .meta({ override: { type: ['object', 'null'], additionalProperties: true } }),
  })
  .meta({ id: 'WebhookEventWithPayload' });

export type WebhookEvent = z.output<typeof webhookEvent>;

export const webhookEventExample: WebhookEvent = {
  delivery_id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  event: 'issues',
  action: 'opened',
  status: 'processed',
  attempts: 1,
  error: null,
  hook_id: 292_430_182,
  installation_id: 957_387,
  repository: repositoryRefExample,
  body_bytes: 8_192,
  received_at: timeExample,
  processed_at: '2026-03-01T12:00:00.040Z',
  retry_at: null,
};
