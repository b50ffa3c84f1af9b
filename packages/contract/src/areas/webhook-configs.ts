import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, fullNameOrAll, integer, login } from '../parameters.ts';
import { webhookConfig, webhookConfigExample, webhookConfigWithSecret } from '../schemas/webhook-config.ts';

const params = z.object({
  id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Id of the webhook config.'),
});

const unique = (values: readonly string[]) => new Set(values).size === values.length;
const event = z.string().regex(/^([a-z_]{1,64}|\*)$/, "must be one of GitHub's events, or *");
const action = z.string().regex(/^([a-z_]{1,64}\.)?[a-z_]{1,64}$/, 'must be an action, or event.action');

const settings = {
  secret: z
    .string()
    .regex(/^[\x21-\x7e]{32,255}$/, 'must be 32 to 255 printable ASCII characters without spaces')
    .describe('The secret with which GitHub signs.'),
  events: z
    .array(event)
    .min(1)
    .max(100)
    .refine(unique, 'must not contain duplicates')
    .describe("GitHub's events, for example `issues`; `*` alone: all events."),
  actions: z
    .array(action)
    .min(1)
    .max(100)
    .nullable()
    .describe('Process only these actions, for example `opened` of every event, or `issues.opened` of one.'),
  repositories: z
    .array(fullNameOrAll)
    .min(1)
    .max(100)
    .nullable()
    .describe('Process only events of these repositories: `owner/name` or `owner/*`, case-insensitive.'),
  active: z.boolean().describe('Whether GitHub sends events to the hook.'),
};

/** Hooks that are registered on GitHub. */
export const webhookConfigs = {
  listWebhookConfigs: defineRoute({
    path: '/api/v1/webhooks/configs',
    summary: 'List hooks that are registered on GitHub, by id',
    description: 'A key that is limited to some repositories gets the hooks of these.',
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
      'GitHub sends to `GITHUB_WEBHOOK_URL`, and its deliveries are accepted immediately. If `secret` is omitted, one is generated; only this response contains it. If GitHub refuses, nothing is stored.',
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
        error: 'requires either repository or organization',
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
    summary: 'Get a registered hook',
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
    summary: 'Update a hook, here and on GitHub',
    description:
      'Omitted fields are unchanged. While the secret changes, the old and the new one are both valid, so that no delivery is lost.',
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
    summary: 'Delete a hook, here and on GitHub',
    description:
      'If the hook is already deleted on GitHub, or no credential can access its target, only the config is deleted.',
    scope: 'admin',
    limitedKeys: 'bounded',
    params,
    status: 204,
    response: z.undefined(),
    problems: [404, 409, 429, 502, 503, 504],
    example: undefined,
  }),
};
