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
  event: text(64).optional().describe('For example `issues`.'),
  action: text(64).optional().describe('For example `opened`.'),
  repository: fullName.optional().describe('Case-insensitive; a former name also works.'),
  status: deliveryStatus.optional(),
  since: instant.optional().describe('Only deliveries received at or after this time.'),
  until: instant.optional().describe('Only deliveries received before this time.'),
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
      .describe('Maximum number of deliveries to replay, oldest first.'),
  })
  .refine(({ limit, ...given }) => Object.values(given).some((value) => value !== undefined), {
    error: 'requires at least one filter besides limit',
  })
  .meta({ id: 'ReplayFilters' });

const withDelivery = z.object({
  delivery_id: z.guid('must be a UUID').meta({ example: webhookEventExample.delivery_id }),
});

/** The inbox: deliveries from GitHub and their status. */
export const webhookEvents = {
  listWebhookEvents: defineRoute({
    path: '/api/v1/webhooks/events',
    summary: 'List deliveries, newest first',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging.extend(filters.shape),
    response: listOf(webhookEvent),
    problems: [404],
    example: pageExample(webhookEventExample),
  }),
  getWebhookEvent: defineRoute({
    path: '/api/v1/webhooks/events/{delivery_id}',
    summary: 'Get a delivery with its headers and payload',
    description:
      'For a key that is limited to some repositories, payload fields that concern others are null; `hidden_fields` lists them.',
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
    summary: 'Process a delivery again',
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
    summary: 'Process the deliveries that match a filter again',
    description: 'Skips deliveries that are being processed, or whose body is no longer stored.',
    scope: 'write',
    limitedKeys: 'bounded',
    body: replayFilters,
    bodyExample: { status: 'parked', event: 'issues', limit: 100 },
    status: 202,
    response: z.object({
      status: z.literal('queued'),
      matched: z.int().describe('Number of matching deliveries, at most `limit`.'),
      queued: z.int().describe('Number of these that are processed again.'),
    }),
    problems: [404],
    example: { status: 'queued', matched: 12, queued: 12 },
  }),
  recoverWebhookEvents: defineRoute({
    method: 'post',
    path: '/api/v1/webhooks/recover',
    summary: 'Have GitHub redeliver missed deliveries',
    description:
      'Enqueues a pass over the deliveries that GitHub lists since the last pass. Such a pass runs automatically every five minutes, and once a day over all deliveries that GitHub keeps.',
    scope: 'write',
    limitedKeys: 'refused',
    body: z
      .strictObject({
        deep: z
          .boolean()
          .default(false)
          .describe('Read all deliveries that GitHub keeps, and retry those that recovery gave up.'),
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
    summary: 'Count the deliveries of the last hours by event and status',
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
    summary: 'Get whether deliveries are processed',
    description:
      'Healthy when more than 95 % of the deliveries that ended in the last hour succeeded, none has waited for more than two minutes, and none appear to be missing.',
    scope: 'read',
    limitedKeys: 'bounded',
    response: webhookHealth,
    example: webhookHealthExample,
  }),
};
