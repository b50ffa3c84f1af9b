import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { fullName, instant, integer, text, time } from '../parameters.ts';
import { apiKey, apiKeyExample, createdApiKey, createdApiKeyExample, scope } from '../schemas/api-key.ts';
import { auditEntry, auditEntryExample } from '../schemas/audit-entry.ts';

const maxRepositories = 1_000;

const newApiKey = z
  .strictObject({
    name: text(100),
    scopes: z
      .array(scope)
      .min(1)
      .max(scope.options.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'must contain each scope only once')
      .describe('A scope implies no other.'),
    repositories: z
      .array(z.union([fullName, z.int().min(1)]))
      .min(1)
      .max(maxRepositories)
      .nullable()
      .default(null)
      .describe(
        "The only repositories that the key can access, given by name or by GitHub's id; a rename does not change them. Null: all repositories.",
      ),
    expires_at: time
      .refine((at) => at.getTime() > Date.now(), 'must be in the future')
      .nullable()
      .default(null),
  })
  .meta({ id: 'NewApiKey' });

/** API keys and the audit log. */
export const access = {
  listApiKeys: defineRoute({
    path: '/api/v1/api-keys',
    summary: 'List API keys, newest first',
    description: 'Includes revoked and expired keys. The secret of a key is never returned.',
    scope: 'admin',
    limitedKeys: 'refused',
    query: paging,
    response: listOf(apiKey),
    example: pageExample(apiKeyExample),
  }),
  createApiKey: defineRoute({
    method: 'post',
    path: '/api/v1/api-keys',
    summary: 'Create an API key',
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
    summary: 'Get an API key',
    scope: 'admin',
    limitedKeys: 'refused',
    params: z.object({
      id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Id of the API key.'),
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
      'Every process refuses the key from the next request on. The configured admin key has no id: remove its variable to revoke it.',
    scope: 'admin',
    limitedKeys: 'refused',
    params: z.object({
      id: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('Id of the API key.'),
    }),
    status: 204,
    response: z.undefined(),
    problems: [404],
    example: undefined,
  }),
  listAuditLog: defineRoute({
    path: '/api/v1/audit-log',
    summary: 'List audit log entries, newest first',
    description: 'An entry appears about a second after the action that it records.',
    scope: 'admin',
    limitedKeys: 'refused',
    query: paging.extend({
      actor: text(64).optional().describe('For example `api_key:7`.'),
      action: text(64).optional().describe('For example `createLabel`.'),
      resource: text(300)
        .optional()
        .describe('For example `/api/v1/repositories/octo-org/octo-repo/labels`.'),
      since: instant.optional().describe('Only entries recorded at or after this time.'),
      until: instant.optional().describe('Only entries recorded before this time.'),
    }),
    response: listOf(auditEntry),
    example: pageExample(auditEntryExample),
  }),
};
