import { type Database, readCursor } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { installationScope } from './list-installation.ts';

const listing = z.object({ listedAt: z.iso.datetime() });

/** Whether what an installation sees was listed after a moment. */
export async function isListedSince(
  database: Kysely<Database>,
  installationId: number,
  since: Date,
): Promise<boolean> {
  const noted = listing.safeParse(await readCursor(database, installationScope(installationId)));
  return noted.success && Date.parse(noted.data.listedAt) > since.getTime();
}
