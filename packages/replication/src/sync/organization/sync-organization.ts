import { type Database, readCursor, saveCursor } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import type { Organization, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { cleanReason } from '../../answers/clean-reason.ts';
import { isRecent } from '../../is-recent.ts';
import { isOfListAlone } from '../is-of-list-alone.ts';
import { childLists, organizationLists } from './organization-lists.ts';
import { readOrganizationList } from './read-organization-list.ts';
import { syncChildren } from './sync-children.ts';

const dayMs = 24 * 3_600_000;

export interface SyncOrganizationOptions extends CallOptions {
  /** Whether a probe has compared the lists that it can compare: they are not read. Default: no. */
  isCompared?: boolean;
}

/**
 * Reads the lists of an organisation into the twin, and the lists of its objects that changed. A list that fails does
 * not affect the others.
 *
 * @returns the lists that GitHub does not return, with the reasons.
 * @throws what the GitHub client throws for failures that affect every request.
 */
export async function syncOrganization(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  { id, login }: Organization,
  { isCompared = false, ...call }: SyncOrganizationOptions,
): Promise<string[]> {
  const context = { database, github: view, organization: { id, login }, call };
  const leftOut: string[] = [];
  const attempt = async <T>({ table }: ResourceDefinition, read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      if (call.signal?.aborted === true || !isOfListAlone(error)) throw error;
      const isRefused = error instanceof GitHubPermissionError || error instanceof GitHubNotFoundError;
      const reason = cleanReason(error instanceof Error ? error.message : String(error));
      leftOut.push(`${table} of ${login}: ${isRefused ? 'refused' : 'failed'} (${reason})`);
      return null;
    }
  };
  for (const each of organizationLists.filter(
    ({ definition }) => !isCompared || definition.probe === undefined,
  )) {
    const scope = `organization:${id}:${each.definition.name}`;
    if (isCompared && isDaily(each.definition) && (await isReadToday(database, scope))) continue;
    const readAt = await attempt(each.definition, () => readOrganizationList(each, context));
    if (readAt === null) continue;
    if (isDaily(each.definition)) await saveCursor(database, scope, { at: readAt.toISOString() });
    for (const children of childLists.filter(({ parent }) => parent === each.definition))
      await attempt(children.definition, () => syncChildren(children, readAt, context));
  }
  return leftOut;
}

const isDaily = ({ drift }: ResourceDefinition) =>
  'listed' in drift && drift.listed === 'with its organisation' && drift.isDaily === true;

async function isReadToday(database: Kysely<Database>, scope: string): Promise<boolean> {
  const cursor = await readCursor(database, scope);
  return cursor !== null && isRecent(cursor.updatedAt, dayMs);
}
