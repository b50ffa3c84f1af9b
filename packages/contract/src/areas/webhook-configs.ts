import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, fullNameOrAll, integer, login } from '../parameters.ts';
import { webhookConfig, webhookConfigExample, webhookConfigWithSecret } from '../schemas/webhook-config.ts';

const params = z.object({
  id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Of the webhook config.'),
});

const unique = (values: readonly string[]) => new Set(values).size === values.length;
const event = z.string().regex(/^([a-z_]{1,64}|\*)$/, "must be one of GitHub's events, or *");
const action = z.string().regex(/^([a-z_]{1,64}\.)?[a-z_]{1,64}$/, 'must be an action, or event.action');

const settings = {
  secret: z
    .string()
    .regex(/^[\x21-\x7e]{32,255}$/, 'must be 32 to 255 printable ASCII characters without spaces')
    .describe('What GitHub signs with.'),
  events: z
    .array(event)
    .min(1)
    .max(100)
    .refine(unique, 'must not name one twice')
    .describe("GitHub's events, as `issues`; `*` alone: all of them."),
  actions: z
    .array(action)
    .min(1)
    .max(100)
    .nullable()
    .describe('Apply only these, as `opened`, or `issues.opened` of one event.'),
  repositories: z
    .array(fullNameOrAll)
    .min(1)
    .max(100)
    .nullable()
    .describe('Apply only what is about these: `owner/name` or `owner/*`, in any case.'),
  active: z.boolean().describe('Whether GitHub is to send.'),
};

/** Hooks that are registered on GitHub. */
export const webhookConfigs = {
  listWebhookConfigs: defineRoute({
    path: '/api/v1/webhooks/configs',
    summary: 'Hooks that are registered on GitHub, by id',
    description: 'A key that is limited to some repositories sees the hooks of these.',
    scope: 'read',
    limitedKeys: 'bounded',
    query: paging,
    response: listOf(webhookConfig),
    example: pageExample(webhookConfigExample),
  }),
  createWebhookConfig: defineRoute({
    method: 'post',
    path: '/api/v1/webhooks/configs',
    summary: 'Register a hook of a repository or an organisation on GitHub',
    description:
      'GitHub sends to `GITHUB_WEBHOOK_URL`, and what it sends is taken at once. Without `secret` one is made; the answer shows it, and nothing else ever does. Where GitHub refuses, nothing is stored.',
    scope: 'admin',
    limitedKeys: 'bounded',
    body: z
      .strictObject({
        repository: fullName.optional(),
        organization: login.optional(),
        secret: settings.secret.optional(),
        events: settings.events.default(['*']),
        actions: settings.actions.default(null),
        repositories: settings.repositories.default(null),
        active: settings.active.default(true),
      })
      .refine(({ repository, organization }) => (repository === undefined) !== (organization === undefined), {
        error: 'needs either repository or organization',
      })
      .meta({ id: 'NewWebhookConfig' }),
    bodyExample: { repository: 'octo-org/octo-repo', events: ['issues', 'pull_request', 'push'] },
    status: 201,
    location: 'The webhook config.',
    response: webhookConfigWithSecret,
    problems: [404, 409, 422, 429, 502, 503, 504],
    isSecret: true,
    example: { ...webhookConfigExample, secret: '8f0e…' },
  }),
  getWebhookConfig: defineRoute({
    path: '/api/v1/webhooks/configs/{id}',
    summary: 'One registered hook',
    scope: 'read',
    limitedKeys: 'bounded',
    params,
    response: webhookConfig,
    problems: [404],
    example: webhookConfigExample,
  }),
  updateWebhookConfig: defineRoute({
    method: 'patch',
    path: '/api/v1/webhooks/configs/{id}',
    summary: 'Change a hook, here and on GitHub',
    description:
      'What is left out stays as it is. While its secret changes the old one and the new one count, so that no delivery is lost.',
    scope: 'admin',
    limitedKeys: 'bounded',
    params,
    body: z.strictObject(settings).partial().meta({ id: 'WebhookConfigChange' }),
    bodyExample: { events: ['push'], active: true },
    response: webhookConfig,
    problems: [404, 409, 422, 429, 502, 503, 504],
    example: { ...webhookConfigExample, events: ['push'] },
  }),
  deleteWebhookConfig: defineRoute({
    method: 'delete',
    path: '/api/v1/webhooks/configs/{id}',
    summary: 'Remove a hook, here and on GitHub',
    description: 'Where GitHub has it no more, or nobody sees its target, only what is here is removed.',
    scope: 'admin',
    limitedKeys: 'bounded',
    params,
    status: 204,
    response: z.undefined(),
    problems: [404, 409, 429, 502, 503, 504],
    example: undefined,
  }),
};
