import { z } from 'zod';
import { id, integer, text, time } from '../fields.ts';
import { timeExample } from './examples.ts';

export const auditEntry = z
  .object({
    id,
    recorded_at: time,
    actor: z
      .string()
      .describe(
        '`api_key:7`; `admin`: the configured key; `github:octocat`: a user who installed the App; `anonymous`: no valid key; otherwise the name of a process.',
      ),
    actor_name: text.describe('Name of the API key at that time.'),
    action: z
      .string()
      .describe('The operation id, or `api_key.used`: the first use of a key on a day (UTC).'),
    resource: z.string().describe('Path of the request.'),
    outcome: z
      .enum(['succeeded', 'refused', 'failed'])
      .describe(
        '`refused`: the key, its scope or the OAuth state was missing or invalid, or a limit was exceeded.',
      ),
    status: integer.describe('Status of the response.'),
    count: z.int().describe('Number of refusals: those of one minute are combined.'),
    request_id: text,
    address: text.describe('Address of the client; of an IPv6 address its network.'),
    details: z
      .unknown()
      .describe('Body of the request, without its secrets.')
      .meta({ override: { type: ['object', 'array', 'string', 'number', 'boolean', 'null'] } }),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.output<typeof auditEntry>;

export const auditEntryExample: AuditEntry = {
  id: 4_711,
  recorded_at: timeExample,
  actor: 'api_key:7',
  actor_name: 'dashboard',
  action: 'createLabel',
  resource: '/api/v1/repositories/octo-org/octo-repo/labels',
  outcome: 'succeeded',
  status: 201,
  count: 1,
  request_id: '5f1c2a52-6d0f-4a55-9f0c-2b8f0b6f3c1d',
  address: '192.0.2.7',
  details: { name: 'bug', color: 'd73a4a' },
};
