import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, instant, integer, text } from '../parameters.ts';
import {
  deliveryStatus,
  webhookEvent,
  webhookEventExample,
  webhookEventWithPayload,
} from '../schemas/webhook-event.ts';
import {
  webhookHealth,
  webhookHealthExample,
  webhookStats,
  webhookStatsExample,
} from '../schemas/webhook-health.ts';

const filters = z.object({
  event: text(64).optional().describe('Such as `issues`.'),
  action: text(64).optional().describe('Such as `opened`.'),
  repository: fullName.optional().describe('In any case, also an old name.'),
  status: deliveryStatus.optional(),
  since: instant.optional().describe('Only what was received at or after this time.'),
  until: instant.optional().describe('Only what was received before this time.'),
});

const maxReplay = 1_000;
const replayFilters = z
  .strictObject({
    ...filters.shape,
    limit: z
      .int()
      .min(1)
      .max(maxReplay)
      .default(100)
      .describe('Most deliveries to replay, the oldest first.'),
  })
  .refine(({ limit, ...given }) => Object.values(given).some((value) => value !== undefined), {
    error: 'needs at least one filter beside limit',
  })
  .meta({ id: 'ReplayFilters' });

const withDelivery = z.object({
  delivery_id: z.guid('must be a UUID').meta({ example: webhookEventExample.delivery_id }),
});

/** The inbox: what GitHub has sent, and what became of it. */
export const webhookEvents = {
  listWebhookEvents: defineRoute({
    path: '/api/v1/webhooks/events',
    summary: 'Deliveries, the newest first',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend(filters.shape),
    response: listOf(webhookEvent),
    problems: [404],
    example: pageExample(webhookEventExample),
  }),
  getWebhookEvent: defineRoute({
    path: '/api/v1/webhooks/events/{delivery_id}',
    summary: 'One delivery with its headers and payload',
    description:
      'To a key that is limited to some repositories, what the payload shows of others is null; `hidden_fields` names it.',
    scope: 'read',
    limitedKeys: 'bounded',
    params: withDelivery,
    response: webhookEventWithPayload,
    problems: [404],
    example: {
      ...webhookEventExample,
      headers: { 'x-github-event': 'issues', 'content-type': 'application/json' },
      payload: { action: 'opened' },
      hidden_fields: [],
    },
  }),
  replayWebhookEvent: defineRoute({
    method: 'post',
    path: '/api/v1/webhooks/events/{delivery_id}/replay',
    summary: 'Process a delivery once more',
    scope: 'write',
    limitedKeys: 'bounded',
    params: withDelivery,
    status: 202,
    response: z.object({ status: z.literal('queued'), delivery_id: z.guid() }),
    problems: [404, 409],
    example: { status: 'queued', delivery_id: webhookEventExample.delivery_id },
  }),
  replayWebhookEvents: defineRoute({
    method: 'post',
    path: '/api/v1/webhooks/events/replay',
    summary: 'Process the deliveries that match a filter once more',
    description: 'What is being processed, and what no longer has its body, is left out.',
    scope: 'write',
    limitedKeys: 'bounded',
    body: replayFilters,
    bodyExample: { status: 'parked', event: 'issues', limit: 100 },
    status: 202,
    response: z.object({
      status: z.literal('queued'),
      matched: z.int().describe('Deliveries found, at most `limit`.'),
      queued: z.int().describe('Those of them that are processed once more.'),
    }),
    problems: [404],
    example: { status: 'queued', matched: 12, queued: 12 },
  }),
  recoverWebhookEvents: defineRoute({
    method: 'post',
    path: '/api/v1/webhooks/recover',
    summary: 'Have GitHub send again what did not arrive',
    description:
      'Enqueues a pass over what GitHub delivered since the last one. It runs by itself every five minutes, and over all that GitHub keeps once a day.',
    scope: 'write',
    limitedKeys: 'refused',
    body: z
      .strictObject({
        deep: z
          .boolean()
          .default(false)
          .describe('Look through all that GitHub keeps, and begin anew with what was given up.'),
      })
      .default({ deep: false })
      .meta({ id: 'Recovery' }),
    bodyExample: { deep: false },
    status: 202,
    response: z.object({ status: z.literal('queued'), deep: z.boolean() }),
    problems: [409],
    example: { status: 'queued', deep: false },
  }),
  getWebhookStats: defineRoute({
    path: '/api/v1/webhooks/stats',
    summary: 'Deliveries of the last hours, counted by event and status',
    scope: 'read',
    limitedKeys: 'bounded',
    query: z.object({
      hours: integer({ min: 1, max: 720 })
        .default(24)
        .meta({ override: { default: 24 } }),
    }),
    response: webhookStats,
    example: webhookStatsExample,
  }),
  getWebhookHealth: defineRoute({
    path: '/api/v1/webhooks/health',
    summary: 'Whether deliveries are processed',
    description:
      'Healthy when over 95 % of the deliveries of the last hour that came to an end succeeded, none has waited for more than two minutes, and none seem to be missing.',
    scope: 'read',
    limitedKeys: 'bounded',
    response: webhookHealth,
    example: webhookHealthExample,
  }),
};
