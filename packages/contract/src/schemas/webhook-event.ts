import { z } from 'zod';
import { integer, maybeTime, raw, repositoryRef, text, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const deliveryStatus = z
  .enum(['received', 'processing', 'processed', 'ignored', 'failed', 'parked'])
  .describe('`failed` is retried, `parked` requires a manual action, `ignored` has nothing to apply.');

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
      'The webhook config whose secret signed it, which limits the objects that it may change; null: signed with a secret of the deployment.',
    ),
    pending_confirmation: z
      .boolean()
      .describe(
        'Whether it contains claims that wait for confirmation by GitHub, such as that a repository is deleted.',
      ),
    unconfirmed: z
      .boolean()
      .describe(
        'Whether it changed something that only GitHub can confirm, while no credential is configured.',
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
    headers: z.record(z.string(), z.string()).nullable().describe('Null if retention has removed the body.'),
    hidden_fields: z
      .array(z.string())
      .describe(
        'Paths in the payload that are null, or removed from lists, for an API key limited to some repositories because they concern others; at most 100 paths. `*`: the whole payload, if it cannot be searched for such values, for example above 4 MiB.',
      ),
    // The last field: a large payload is streamed after the others.
    payload: raw
      .describe(
        'The decoded body; null if it is no longer stored, or is not a JSON object. A body over 256 KiB is returned exactly as received.',
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
