import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const localSecretsFile = z.object({
  adminKey: z.string(),
  encryptionKeys: z.string(),
  /** What the simulated GitHub signs with and knows, and what opens its controls; no deployment uses them. */
  webhookSecret: z.string(),
  demoApp: z.object({ id: z.int(), privateKey: z.string() }),
  controlToken: z.string(),
  /** What is generated where the real GitHub sends, and no secret is set. */
  deployment: z.object({ webhookSecret: z.string() }),
});

/** Secrets of a development installation, made at the first start and kept. */
export interface LocalSecrets extends z.output<typeof localSecretsFile> {
  file: string;
  /** Whether they were made just now. */
  isNew: boolean;
}

/**
 * Reads the secrets in `file`, which only its owner may read; makes it when there is none.
 *
 * @throws where it holds something else.
 */
export function localSecrets(file: string): LocalSecrets {
  if (existsSync(file)) {
    const read = localSecretsFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!read.success)
      throw new Error(
        `${file} does not hold the secrets of hubtwin up; move it away, and new ones are made.`,
      );
    return { ...read.data, file, isNew: false };
  }
  const secrets = {
    adminKey: `htk_${randomBytes(24).toString('base64url')}`,
    encryptionKeys: `local:${randomBytes(32).toString('base64')}`,
    webhookSecret: randomBytes(32).toString('hex'),
    demoApp: { id: randomInt(1_000, 1_000_000), privateKey: newPrivateKey() },
    controlToken: randomBytes(24).toString('base64url'),
    deployment: { webhookSecret: randomBytes(32).toString('hex') },
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
