import { z } from 'zod';

/** The address of a secret in HashiCorp Vault's key-value store (version 2), and the token to read it. */
export interface VaultPath {
  address: string;
  token: string;
  /** `mount/path`, with or without the `data/` of the API in between. */
  path: string;
}

const timeoutMs = 10_000;
const answer = z.object({ data: z.object({ data: z.record(z.string(), z.unknown()) }) });

/** Vault could not be read; the message names the variable at fault, and never contains the token. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code = 'vault_unreadable';
}

/**
 * Reads the newest version of the secret under the path.
 *
 * @throws VaultError
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-version
 */
export async function readVault({ address, token, path }: VaultPath): Promise<Record<string, unknown>> {
  const url = `${address.replace(/(?<!\/)\/+$/, '')}/v1/${apiPath(path)}`;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      headers: { 'x-vault-token': token, 'x-vault-request': 'true' },
      // A redirect could send the token to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = await response.json();
  } catch (cause) {
    throw new VaultError('VAULT_ADDR: Vault could not be reached, or did not respond with JSON', { cause });
  }
  if (response.status === 403)
    throw new VaultError('VAULT_TOKEN: Vault does not allow it to read VAULT_PATH');
  if (response.status === 404) throw new VaultError('VAULT_PATH: no secret is stored under it');
  if (!response.ok) throw new VaultError(`VAULT_ADDR: Vault responded with ${response.status}`);
  const parsed = answer.safeParse(body);
  if (!parsed.success)
    throw new VaultError('VAULT_PATH: must be a path of a key-value store of version 2 (mount/path)');
  return parsed.data.data.data;
}

function apiPath(path: string): string {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(encodeURIComponent);
  if (parts[0] === 'v1') parts.shift();
  if (!parts.slice(1, -1).includes('data')) parts.splice(1, 0, 'data');
  return parts.join('/');
}
