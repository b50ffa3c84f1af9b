import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Secrets of a development installation, made at the first start and kept. */
export interface LocalSecrets {
  webhookSecret: string;
  adminKey: string;
  encryptionKeys: string;
  /** The App that the demo's GitHub knows. */
  demoApp: { id: number; privateKey: string };
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
    demoApp: { id: randomInt(1_000, 1_000_000), privateKey: newPrivateKey() },
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return { ...secrets, file, isNew: true };
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return privateKey;
}
