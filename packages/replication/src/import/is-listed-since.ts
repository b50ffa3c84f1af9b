import { type Database, readCursor } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { installationScope } from './installation-listing.ts';
import { installationsScope } from './list-installations.ts';

const listing = z.object({ listedAt: z.iso.datetime() });

/** Whether an installation's repositories were listed after a time; null: the App's installations. */
export async function isListedSince(
  database: Kysely<Database>,
  installationId: number | null,
  since: Date,
): Promise<boolean> {
  const scope = installationId === null ? installationsScope : installationScope(installationId);
  const noted = listing.safeParse((await readCursor(database, scope))?.value);
  return noted.success && Date.parse(noted.data.listedAt) > since.getTime();
}
