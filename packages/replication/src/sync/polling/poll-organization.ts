import { type Database, readCursor, saveCursor } from '@hubtwin/database';
import {
  type CallOptions,
  type GitHubClient,
  GitHubNotFoundError,
  GitHubPermissionError,
} from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { openOrganization } from '../../fetch/open-organization.ts';
import { isRecent } from '../../is-recent.ts';
import type { OrganizationList } from '../organization/organization-lists.ts';
import { readOrganizationList } from '../organization/read-organization-list.ts';

/** A list that GitHub denied is not requested again within this time. */
const refusedMs = 60 * 60_000;

/**
 * Reads a list of an organisation.
 *
 * @returns when it was requested; null if no credential can access it.
 * @throws what the GitHub client throws, if that is no denial.
 */
export async function pollOrganization(
  list: OrganizationList,
  organizationId: number,
  { database, github, call }: { database: Kysely<Database>; github: GitHubClient; call: CallOptions },
): Promise<Date | null> {
  const scope = `polled:${list.definition.name}:${organizationId}`;
  const refused = await readCursor(database, scope);
  if (refused !== null && isRecent(refused.updatedAt, refusedMs)) return null;
  const opened = await openOrganization({ database, github }, organizationId);
  if (opened === null) return null;
  try {
    return await readOrganizationList(list, { database, ...opened, call });
  } catch (error) {
    if (!(error instanceof GitHubPermissionError || error instanceof GitHubNotFoundError)) throw error;
    await saveCursor(database, scope, { reason: error.message });
    return null;
  }
}
