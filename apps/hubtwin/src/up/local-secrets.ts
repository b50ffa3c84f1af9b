import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { OperatorError } from '@hubtwin/service';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { writeFileWhole } from './write-file-whole.ts';

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
 * @param isUsed whether there may be data that was encrypted with them. Where there is none, a damaged file is moved
 * away and made again.
 * @throws OperatorError where it holds something else.
 */
export function localSecrets(file: string, isUsed: boolean): LocalSecrets {
  if (existsSync(file)) {
    const read = localSecretsFile.safeParse(parseJson(readFileSync(file, 'utf8')));
    if (read.success) return { ...read.data, file, isNew: false };
    if (isUsed) throw new OperatorError(`${file} ${damaged}`);
    renameSync(file, `${file}.damaged`);
  }
  const secrets = {
    adminKey: `htk_${randomBytes(24).toString('base64url')}`,
    encryptionKeys: `local:${randomBytes(32).toString('base64')}`,
    webhookSecret: randomBytes(32).toString('hex'),
    demoApp: { id: randomInt(1_000, 1_000_000), privateKey: newPrivateKey() },
    controlToken: randomBytes(24).toString('base64url'),
    deployment: { webhookSecret: randomBytes(32).toString('hex') },
  };
  writeFileWhole(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return { ...secrets, file, isNew: true };
}

const damaged = [
  'does not hold the secrets of hubtwin up. Restore it from a backup: tokens and hook secrets in the database are',
  'encrypted with its key. Without one, move it away: new secrets are made, and stored tokens and hook secrets have',
  'to be set again.',
].join(' ');

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return privateKey;
}
