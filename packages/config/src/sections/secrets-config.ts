import { z } from 'zod';
import { commaSeparated, section } from '../section.ts';

export const secretsConfig = section(
  z
    .object({ ENCRYPTION_KEYS: commaSeparated.default([]) })
    .transform((env) => env.ENCRYPTION_KEYS)
    .refine(
      (keys) => keys.every((key) => /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/.test(key)),
      'ENCRYPTION_KEYS: must be id:base64key pairs, each key 32 bytes, separated by commas',
    )
    .transform((keys) =>
      keys.map((key) => {
        const at = key.indexOf(':');
        return { id: key.slice(0, at), key: Buffer.from(key.slice(at + 1), 'base64') };
      }),
    ),
  (keys) => (keys.length === 0 ? ['ENCRYPTION_KEYS: required in production'] : []),
);
