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
    webhook_config_id: integer.describe(
      'The webhook config whose secret signed it, which bounds what it may speak of; null: a secret of the deployment.',
    ),
    pending_confirmation: z
      .boolean()
      .describe(
        'Whether it claims what waits until GitHub confirms it, such as that a repository is deleted.',
      ),
    unconfirmed: z
      .boolean()
      .describe(
        'Whether it changed what only GitHub could confirm, and no credential is configured to request that.',
      ),
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
    hidden_fields: z
      .array(z.string())
      .describe(
        'Paths in the payload that an API key limited to some repositories does not see, because they belong to others: they are null, and left out of lists; at most 100 paths. `*`: the whole payload, where it cannot be searched for such, as above 4 MiB.',
      ),
    // The last field: a large one is streamed behind the others.
    payload: raw
      .describe(
        'The decoded body; null when it is no longer stored, or is no JSON object. One over 256 KiB is shown exactly as it was sent.',
      )
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
  webhook_config_id: null,
  pending_confirmation: false,
  unconfirmed: false,
  installation_id: 957_387,
  repository: repositoryRefExample,
  body_bytes: 8_192,
  received_at: timeExample,
  processed_at: '2026-03-01T12:00:00.040Z',
  retry_at: null,
};
