import { type Database, readCursor, saveCursor } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { openOrganization } from '../../fetch/open-organization.ts';
import { isRecent } from '../../is-recent.ts';
import type { ComparedOrganization } from './compare-organizations.ts';
import { syncOrganization } from './sync-organization.ts';

const scopeOf = (id: number) => `organization:${id}:compared`;

/**
 * Reads the lists of organisations that a probe with the configured tokens found different, and records that their lists
 * were compared.
 *
 * @returns the lists that GitHub does not return, with the reasons.
 */
export async function settleCompared(
  context: { database: Kysely<Database>; github: GitHubClient },
  compared: readonly ComparedOrganization[],
  call: CallOptions,
): Promise<string[]> {
  const leftOut: string[] = [];
  for (const { id, isDifferent } of compared) {
    if (isDifferent) {
      const opened = await openOrganization(context, id);
      if (opened === null) continue;
      const { github: view, organization } = opened;
      leftOut.push(...(await syncOrganization({ database: context.database, view }, organization, call)));
    }
    await saveCursor(context.database, scopeOf(id), { at: new Date().toISOString() });
  }
  return leftOut;
}

/** Whether a probe compared the lists of an organisation less than `ms` ago. */
export async function isComparedWithin(database: Kysely<Database>, id: number, ms: number): Promise<boolean> {
  const cursor = await readCursor(database, scopeOf(id));
  return cursor !== null && isRecent(cursor.updatedAt, ms);
}
