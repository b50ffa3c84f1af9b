import { z } from 'zod';

/** Where a path of HashiCorp Vault's key-value store (version 2) is, and the token to read it with. */
export interface VaultPath {
  address: string;
  token: string;
  /** `mount/path`, also with the `data/` that the API has between the two. */
  path: string;
}

const timeoutMs = 10_000;
const answer = z.object({ data: z.object({ data: z.record(z.string(), z.unknown()) }) });

/** Vault could not be read; its message names the variable at fault, and never the token. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code = 'vault_unreadable';
}

/**
 * The newest version of what is stored under the path.
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
      // Another host must not be sent the token.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = await response.json();
  } catch (cause) {
    throw new VaultError('VAULT_ADDR: Vault could not be reached, or did not answer in JSON', { cause });
  }
  if (response.status === 403) throw new VaultError('VAULT_TOKEN: Vault does not let it read VAULT_PATH');
  if (response.status === 404) throw new VaultError('VAULT_PATH: there is nothing under it');
  if (!response.ok) throw new VaultError(`VAULT_ADDR: Vault answered with ${response.status}`);
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
