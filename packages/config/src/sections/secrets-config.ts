import { z } from 'zod';
import { ConfigError } from '../load-config.ts';
import { commaSeparated, section } from '../section.ts';
import { keysSource, resolveSecrets } from '../sources/resolve-secrets.ts';
import { missingFaults } from './production-faults.ts';

interface EncryptionKey {
  id: string;
  key: Buffer;
}

const keys = commaSeparated
  .default([])
  .refine(
    (keys) => keys.every((key) => /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/.test(key)),
    'must be id:base64key pairs, each key 32 bytes, separated by commas',
  )
  .refine(
    (keys) => new Set(keys.map((key) => key.split(':')[0])).size === keys.length,
    'must not contain an id twice',
  )
  .transform((keys) =>
    keys.map((key): EncryptionKey => {
      const at = key.indexOf(':');
      return { id: key.slice(0, at), key: Buffer.from(key.slice(at + 1), 'base64') };
    }),
  );

const sources = {
  ENCRYPTION_KEYS_FILE: z.string().optional(),
  VAULT_ADDR: z.string().optional(),
  VAULT_TOKEN: z.string().optional(),
  VAULT_TOKEN_FILE: z.string().optional(),
  VAULT_PATH: z.string().optional(),
};

/** The keys of the ring, the current one first; `reread` if their source is a file or Vault, where they may change. */
export const secretsConfig = section(
  z
    .object({ ENCRYPTION_KEYS: keys, [keysSource]: z.string().optional(), ...sources })
    .transform(({ ENCRYPTION_KEYS, [keysSource]: source, ...places }) => ({
      keys: ENCRYPTION_KEYS,
      reread: source === undefined ? null : () => rereadKeys(places),
    })),
  ({ keys }) => missingFaults({ ENCRYPTION_KEYS: keys }),
);

async function rereadKeys({
  VAULT_TOKEN,
  ...places
}: Partial<Record<keyof typeof sources, string | undefined>>): Promise<EncryptionKey[]> {
  const isInFile = places.VAULT_TOKEN_FILE !== undefined;
  const { environment, faults } = await resolveSecrets(isInFile ? places : { ...places, VAULT_TOKEN });
  const read = keys.safeParse(environment.ENCRYPTION_KEYS);
  const unreadable = (read.error?.issues ?? []).map(({ message }) => `ENCRYPTION_KEYS: ${message}`);
  if (faults.length + unreadable.length > 0) throw new ConfigError([...faults, ...unreadable]);
  return read.data ?? [];
}
