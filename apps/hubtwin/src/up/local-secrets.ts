import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Secrets of a development installation, made at the first start and kept. */
export interface LocalSecrets {
  webhookSecret: string;
  adminKey: string;
  encryptionKeys: string;
  file: string;
  /** Whether they were made just now. */
  isNew: boolean;
}

/** Reads the secrets in `file`, which only its owner may read; makes it when there is none. */
export function localSecrets(file: string): LocalSecrets {
  if (existsSync(file)) {
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as LocalSecrets), file, isNew: false };
  }
  const secrets = {
    webhookSecret: randomBytes(32).toString('hex'),
    adminKey: `htk_${randomBytes(24).toString('base64url')}`,
    encryptionKeys: `local:${randomBytes(32).toString('base64')}`,
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return { ...secrets, file, isNew: true };
}
