import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, instant, integer, text, time } from '../parameters.ts';
import { apiKey, apiKeyExample, createdApiKey, createdApiKeyExample, scope } from '../schemas/api-key.ts';
import { auditEntry, auditEntryExample } from '../schemas/audit-entry.ts';

const mostRepositories = 1_000;

const newApiKey = z
  .strictObject({
    name: text(100),
    scopes: z
      .array(scope)
      .min(1)
      .max(scope.options.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'must name each scope once')
      .describe('A scope implies no other.'),
    repositories: z
      .array(z.union([fullName, z.int().min(1)]))
      .min(1)
      .max(mostRepositories)
      .nullable()
      .default(null)
      .describe(
        "The only ones that the key sees, by name or by GitHub's id; they stay the same when they are renamed. Null: all.",
      ),
    expires_at: time
      .refine((at) => at.getTime() > Date.now(), 'must be in the future')
      .nullable()
      .default(null),
  })
  .meta({ id: 'NewApiKey' });

/** Who may use the API, and who did what. */
export const access = {
  listApiKeys: defineRoute({
    path: '/api/v1/api-keys',
    summary: 'API keys, the newest first',
    description: 'Also those that are revoked or expired, and never the keys themselves.',
    scope: 'admin',
    limitedKeys: 'refused',
    query: paging,
    response: listOf(apiKey),
    example: pageExample(apiKeyExample),
  }),
  createApiKey: defineRoute({
    method: 'post',
    path: '/api/v1/api-keys',
    summary: 'Make an API key',
    scope: 'admin',
    limitedKeys: 'refused',
    body: newApiKey,
    bodyExample: { name: 'dashboard', scopes: ['read'], repositories: ['octo-org/octo-repo'] },
    status: 201,
    location: 'The API key.',
    response: createdApiKey,
    isSecret: true,
    example: createdApiKeyExample,
  }),
  getApiKey: defineRoute({
    path: '/api/v1/api-keys/{id}',
    summary: 'One API key',
    scope: 'admin',
    limitedKeys: 'refused',
    params: z.object({
      id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Of the API key.'),
    }),
    response: apiKey,
    problems: [404],
    example: apiKeyExample,
  }),
  revokeApiKey: defineRoute({
    method: 'delete',
    path: '/api/v1/api-keys/{id}',
    summary: 'Revoke an API key',
    description:
      'It is refused from the next request on, by every process. The configured admin key has no id: it ends with its variable.',
    scope: 'admin',
    limitedKeys: 'refused',
    params: z.object({
      id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Of the API key.'),
    }),
    status: 204,
    response: z.undefined(),
    problems: [404],
    example: undefined,
  }),
  listAuditLog: defineRoute({
    path: '/api/v1/audit-log',
    summary: 'Who used which credential or changed what, the newest first',
    description: 'An entry appears within a second or so of what it records.',
    scope: 'admin',
    limitedKeys: 'refused',
    query: paging.extend({
      actor: text(64).optional().describe('Such as `api_key:7`.'),
      action: text(64).optional().describe('Such as `createLabel`.'),
      resource: text(300).optional().describe('Such as `/api/v1/repositories/octo-org/octo-repo/labels`.'),
      since: instant.optional().describe('Only what was recorded at or after this time.'),
      until: instant.optional().describe('Only what was recorded before this time.'),
    }),
    response: listOf(auditEntry),
    example: pageExample(auditEntryExample),
  }),
};
