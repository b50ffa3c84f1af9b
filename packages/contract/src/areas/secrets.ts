import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

const rotation = z
  .object({
    current_key: z.string().describe('Id of the current encryption key.'),
    tables: z.array(
      z.object({
        table: z.string(),
        column: z.string(),
        rotated: z.int().describe('Secrets that were re-encrypted.'),
        unreadable: z.int().describe('Secrets that no configured key can decrypt; they are unchanged.'),
      }),
    ),
  })
  .meta({ id: 'SecretRotation' });

/** Stored secrets and their encryption keys. */
export const secrets = {
  rotateSecrets: defineRoute({
    method: 'post',
    path: '/api/v1/secrets/rotate',
    summary: 'Encrypt every stored secret under the current key',
    description:
      'Add the new key as the first of `ENCRYPTION_KEYS`, call this, and remove the old key once `unreadable` is 0 and all processes use the new key. No downtime is needed, and a repeated call is safe.',
    scope: 'admin',
    limitedKeys: 'refused',
    response: rotation,
    problems: [409],
    example: {
      current_key: '2026-03',
      tables: [{ table: 'webhook_configs', column: 'secret', rotated: 12, unreadable: 0 }],
    },
  }),
};
