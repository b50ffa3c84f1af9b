import { z } from 'zod';
import { id, integer, maybeTime, observed, text, texts } from '../fields.ts';
import { observedExample, timeExample } from './examples.ts';
import { pendingConfirmation, unconfirmed } from './pending-confirmation.ts';

export const installation = z
  .object({
    id,
    account: z.object({ id: integer, login: text, type: text }).nullable(),
    app_id: integer,
    app_slug: text,
    repository_selection: text.describe('`all` or `selected`.'),
    permissions: z.record(z.string(), z.unknown()),
    events: texts,
    suspended_at: maybeTime,
    created_at: maybeTime,
    updated_at: maybeTime,
    pending_confirmation: pendingConfirmation,
    unconfirmed,
    ...observed,
  })
  .meta({ id: 'Installation' });

export type Installation = z.output<typeof installation>;

export const installationExample: Installation = {
  id: 957_387,
  account: { id: 21_031_067, login: 'octo-org', type: 'Organization' },
  app_id: 29_310,
  app_slug: 'hubtwin',
  repository_selection: 'selected',
  permissions: { contents: 'read', issues: 'write', metadata: 'read' },
  events: ['issues', 'push'],
  suspended_at: null,
  created_at: timeExample,
  updated_at: timeExample,
  pending_confirmation: null,
  unconfirmed: false,
  ...observedExample,
};
