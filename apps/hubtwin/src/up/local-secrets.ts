import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { OperatorError } from '@hubtwin/service';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** An empty one would count as not configured: nobody could sign in, and no delivery would be accepted. */
const secret = z.string().min(1);

/** An id and 32 bytes. */
const isKey = (key: string) => /^[^:]+:[A-Za-z0-9+/]{43}=$/.test(key.trim());

const localSecretsFile = z.object({
  adminKey: secret,
  /** Possibly several, after a rotation. */
  encryptionKeys: z.string().refine((keys) => keys.split(',').every(isKey)),
  /** The webhook secret, App key and control token of the simulated GitHub; no deployment uses them. */
  webhookSecret: secret,
  demoApp: z.object({ id: z.int(), privateKey: secret }),
  controlToken: secret,
  /** Generated for the real GitHub if no secret is set. */
  deployment: z.object({ webhookSecret: secret }),
});

/** Secrets of a development installation, generated at the first start and stored. */
export interface LocalSecrets extends z.output<typeof localSecretsFile> {
  file: string;
  /** Whether they were just generated. */
  isNew: boolean;
}

/**
 * Reads the secrets in `file`, which only its owner may read; creates it if it does not exist.
 *
 * @param isUsed whether there may be data that was encrypted with them. If there is none, a damaged file is moved
 * away and created again.
 * @throws OperatorError if its content is invalid.
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
  'does not contain the secrets of hubtwin up. Restore it from a backup: tokens and hook secrets in the database are',
  'encrypted with its key. Without one, move the file: new secrets are generated, and stored tokens and hook secrets must',
  'be set again.',
].join(' ');

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return privateKey;
}
