import { type Database, readCursor, saveCursor } from '@hubtwin/database';
import type { CallOptions, GitHub } from '@hubtwin/github';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { isRecent } from '../is-recent.ts';
import {
  countLinks,
  type InstallationListing,
  installationListing,
  installationScope,
  totalOf,
} from './installation-listing.ts';

const listed = z.looseObject({ repositories: z.array(z.looseObject({ id: z.int() }).nullable()) });

/**
 * Whether the repositories of an installation have changed: GitHub's count changed relative to ours since the last
 * complete list, or the first page contains an unknown one. One conditional request, which does not count against the
 * core limit if nothing changed since the installation's token was created.
 */
export async function isInstallationChanged(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  installationId: number,
  call: CallOptions,
): Promise<boolean> {
  const scope = installationScope(installationId);
  const { data: before } = installationListing.safeParse((await readCursor(database, scope))?.value);
  if (before === undefined) return true;
  const { data: page } = await view.fetch('GET /installation/repositories', { per_page: 100 }, call);
  const compared: InstallationListing = { ...before, checkedAt: new Date().toISOString() };
  await saveCursor(database, scope, compared);
  const total = totalOf(page);
  if (total === null) return false;
  if ((await countLinks(database, installationId)) - total !== before.unlisted) return true;
  const ids = (listed.safeParse(page).data?.repositories ?? []).flatMap((each) => each?.id ?? []);
  const { rows } = await sql<{ isUnknown: boolean }>`
    select exists (
      select from unnest(${ids}::bigint[]) as id
       where not exists (select from installation_repositories as l
                          where l.repository_id = id and l.installation_id = ${installationId} and l.deleted_at is null)
    ) as "isUnknown"
  `.execute(database);
  return rows[0]?.isUnknown ?? false;
}

/** Whether the repositories of an installation were compared with GitHub less than `ms` ago. */
export async function isInstallationCheckedWithin(
  database: Kysely<Database>,
  installationId: number,
  ms: number,
): Promise<boolean> {
  const kept = installationListing.safeParse(
    (await readCursor(database, installationScope(installationId)))?.value,
  );
  return isRecent(kept.data?.checkedAt ?? null, ms);
}
