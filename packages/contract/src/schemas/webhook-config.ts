import { z } from 'zod';
import { id, repositoryRef, text, texts, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const webhookConfig = z
  .object({
    id,
    hook_id: id
      .nullable()
      .describe("GitHub's id of the hook; null while it is unknown whether GitHub created it."),
    repository: repositoryRef.nullable().describe('Null for a hook of an organisation.'),
    organization: text.describe('Null for a hook of a repository.'),
    url: text.describe('URL that GitHub sends to: `GITHUB_WEBHOOK_URL` at the time of registration.'),
    events: texts.describe('Events that GitHub sends; `*`: all.'),
    actions: texts.nullable().describe('Process only these; null: all.'),
    repositories: texts.nullable().describe('Process only deliveries of these; null: all.'),
    active: z.boolean().describe('Whether GitHub sends events to the hook.'),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'WebhookConfig' });

export const webhookConfigWithSecret = webhookConfig
  .extend({ secret: z.string().describe('The secret with which GitHub signs. It is returned only here.') })
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
