import { type Database, readCursor } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isRecent } from '../is-recent.ts';
import { installationScope } from './installation-listing.ts';
import { installationsScope } from './list-installations.ts';

const listing = z.object({ listedAt: z.iso.datetime() });

/** Whether an installation's repositories were listed less than `ms` ago; null: the App's installations. */
export async function isListedWithin(
  database: Kysely<Database>,
  installationId: number | null,
  ms: number,
): Promise<boolean> {
  const scope = installationId === null ? installationsScope : installationScope(installationId);
  const parsed = listing.safeParse((await readCursor(database, scope))?.value);
  return parsed.success && isRecent(parsed.data.listedAt, ms);
}
