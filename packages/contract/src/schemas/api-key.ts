import { z } from 'zod';
import { id, maybeTime, repositoryRef, text, time } from '../fields.ts';
import { repositoryRefExample, timeExample } from './examples.ts';

export const scope = z.enum(['read', 'write', 'admin']);

export const apiKey = z
  .object({
    id,
    name: z.string(),
    prefix: z.string().describe('The first characters of the key, to identify it.'),
    scopes: z.array(scope),
    repositories: z
      .array(repositoryRef)
      .nullable()
      .describe('The only repositories that the key can access; null: all. Excludes those that were purged.'),
    expires_at: maybeTime,
    revoked_at: maybeTime,
    last_used_at: maybeTime.describe('Rounded to the minute.'),
    created_at: time,
    created_by: text.describe(
      'An actor as in the audit log; null if the key was not created through the API.',
    ),
  })
  .meta({ id: 'ApiKey' });

export const createdApiKey = apiKey
  .extend({ key: z.string().describe('The key itself. It is returned only here; only its hash is stored.') })
  .meta({ id: 'CreatedApiKey' });

export type ApiKey = z.output<typeof apiKey>;

export const apiKeyExample: ApiKey = {
  id: 7,
  name: 'dashboard',
  prefix: 'htk_Zk3dQ8',
  scopes: ['read'],
  repositories: [repositoryRefExample],
  expires_at: '2027-03-01T00:00:00.000Z',
  revoked_at: null,
  last_used_at: null,
  created_at: timeExample,
  created_by: 'admin',
};

export const createdApiKeyExample = { ...apiKeyExample, key: 'htk_Zk3dQ8…' };
