import { z } from 'zod';
import { id, repositoryRef, text, texts, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const webhookConfig = z
  .object({
    id,
    hook_id: id
      .nullable()
      .describe("GitHub's id of the hook; null while it is unclear whether GitHub made it."),
    repository: repositoryRef.nullable().describe('Null of an organisation.'),
    organization: text.describe('Null of a repository.'),
    url: text.describe('Where GitHub sends to: `GITHUB_WEBHOOK_URL` when it was registered.'),
    events: texts.describe('What GitHub sends; `*`: everything.'),
    actions: texts.nullable().describe('Only these are applied; null: all.'),
    repositories: texts.nullable().describe('Only deliveries about these are applied; null: all.'),
    active: z.boolean().describe('Whether GitHub sends.'),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'WebhookConfig' });

export const webhookConfigWithSecret = webhookConfig
  .extend({ secret: z.string().describe('What GitHub signs with. It is shown here, and never again.') })
  .meta({ id: 'WebhookConfigWithSecret' });

export type WebhookConfig = z.output<typeof webhookConfig>;

export const webhookConfigExample: WebhookConfig = {
  id: 3,
  hook_id: 109_948_940,
  repository: repositoryRefExample,
  organization: null,
  url: 'https://hubtwin.example.com/webhooks/github',
  events: ['issues', 'pull_request', 'push'],
  actions: null,
  repositories: null,
  active: true,
  created_at: timeExample,
  updated_at: timeExample,
};
