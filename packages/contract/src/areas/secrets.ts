import { z } from 'zod';
import { defineRoute } from '../define-route.ts';

const rotation = z
  .object({
    current_key: z.string().describe('Id of the key that everything is encrypted under now.'),
    tables: z.array(
      z.object({
        table: z.string(),
        column: z.string(),
        rotated: z.int().describe('Secrets that were encrypted anew.'),
        unreadable: z.int().describe('Secrets that no configured key decrypts; they stay as they are.'),
      }),
    ),
  })
  .meta({ id: 'SecretRotation' });

/** What is stored encrypted. */
export const secrets = {
  rotateSecrets: defineRoute({
    method: 'post',
    path: '/api/v1/secrets/rotate',
    summary: 'Encrypt every stored secret under the current key',
    description:
      'Put the new key first in `ENCRYPTION_KEYS`, call this, and drop the old one once nothing is unreadable and all processes know the new one. Nothing stops meanwhile, and doing it twice does no harm.',
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
