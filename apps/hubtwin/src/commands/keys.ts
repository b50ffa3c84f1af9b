import { userInfo } from 'node:os';
import {
  createApiKey,
  type Database,
  findAllowedRepositories,
  type ListedApiKey,
  listApiKeys,
  revokeApiKey,
  storeAuditEntries,
} from '@hubtwin/database';
import type { Transaction } from 'kysely';
import { CommandError, exitCodes } from '../command-error.ts';
import { formatColumns } from '../format-columns.ts';
import { openTwin } from '../open-twin.ts';
import { printJson } from '../print-json.ts';
import { readTime } from '../read-time.ts';
import { UsageError } from '../usage-error.ts';

interface CreateOptions {
  scope: string[];
  repository?: string[];
  expires?: string;
  json: boolean;
}

/** The actor in the audit log. */
const actor = 'command_line';
const maxShown = 1_000;
const longestName = 100;

/** `hubtwin keys create`: creates an API key, which is shown only once. */
export async function createKeyCommand(name: string, options: CreateOptions): Promise<void> {
  const expiresAt = options.expires === undefined ? null : readTime('--expires', options.expires, 1);
  if (expiresAt !== null && expiresAt.getTime() <= Date.now())
    throw new UsageError('--expires: must be in the future.');
  if (name.trim() === '' || name.length > longestName)
    throw new UsageError(`The name must have 1 to ${longestName} characters.`);
  await using twin = await openTwin();
  const { database } = twin;
  const named = options.repository ?? null;
  const repositoryIds = named === null ? null : await findAllowedRepositories(database, named);
  const unknown = named?.filter((_, at) => repositoryIds?.[at] === null) ?? [];
  if (unknown.length > 0) throw new UsageError(`--repository: the twin has no ${unknown.join(', ')}.`);
  const scopes = [...new Set(options.scope)];
  const made = await database.transaction().execute(async (transaction) => {
    const created = await createApiKey(transaction, {
      name,
      scopes,
      repositoryIds: repositoryIds === null ? null : [...new Set(repositoryIds.flatMap((id) => id ?? []))],
      expiresAt,
      createdBy: actor,
    });
    const details = { name, scopes, repositories: named, expires_at: expiresAt };
    await audit(transaction, 'createApiKey', created.id, details);
    return created;
  });
  if (options.json) return printJson({ ...made, name, scopes, expiresAt });
  console.log(`${made.key}\n`);
  console.log(
    `The key ${made.id} (${name}: ${scopes.join(', ')}). Only its hash is stored: save the key now.`,
  );
}

/** `hubtwin keys list` */
export async function listKeysCommand({ json }: { json: boolean }): Promise<void> {
  await using twin = await openTwin();
  const keys = await listApiKeys(twin.database, { limit: maxShown });
  if (json) return printJson(keys);
  if (keys.length === 0) return console.log('There are no API keys: hubtwin keys create creates one.');
  const rows = keys.map((key) => [
    key.id,
    key.name,
    `${key.prefix}…`,
    key.scopes.join(','),
    key.repositories?.join(',') ?? 'all repositories',
    stateOf(key),
    `used ${key.lastUsedAt?.toISOString() ?? 'never'}`,
  ]);
  console.log(formatColumns(rows));
}

/** `hubtwin keys revoke` */
export async function revokeKeyCommand(text: string, { json }: { json: boolean }): Promise<void> {
  const id = Number(text);
  if (!/^[1-9]\d{0,15}$/.test(text) || !Number.isSafeInteger(id))
    throw new UsageError(`${text} is not the id of a key: hubtwin keys list shows the ids.`);
  await using twin = await openTwin();
  const isRevoked = await twin.database.transaction().execute(async (transaction) => {
    if (!(await revokeApiKey(transaction, id))) return false;
    await audit(transaction, 'revokeApiKey', id, null);
    return true;
  });
  if (!isRevoked) {
    throw new CommandError(`There is no key ${id}.`, {
      code: 'not_found',
      exitCode: exitCodes.failed,
      remedy: 'Run hubtwin keys list, which shows the ids.',
    });
  }
  if (json) printJson({ id, isRevoked });
  else console.log(`The key ${id} is revoked.`);
}

const audit = (transaction: Transaction<Database>, action: string, id: number, details: unknown) =>
  storeAuditEntries(transaction, [
    {
      at: new Date(),
      actor,
      actorName: userInfo().username,
      action,
      resource: `/api/v1/api-keys/${id}`,
      outcome: 'succeeded',
      status: null,
      count: 1,
      requestId: null,
      address: null,
      details,
    },
  ]);

function stateOf({ revokedAt, expiresAt }: ListedApiKey): string {
  if (revokedAt !== null) return `revoked ${revokedAt.toISOString()}`;
  if (expiresAt === null) return 'valid';
  const isOver = expiresAt.getTime() <= Date.now();
  return `${isOver ? 'expired' : 'valid until'} ${expiresAt.toISOString()}`;
}
