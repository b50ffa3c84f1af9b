import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';

/** Under which cursor it is noted when an installation's repositories were listed last. */
export const installationScope = (installationId: number) => `installation:${installationId}`;

/** What is kept of the last whole list of an installation's repositories. */
export const installationListing = z.object({
  listedAt: z.iso.datetime(),
  /** How many repositories more than GitHub counts were then linked, as those that it blocks; null: not known. */
  unlisted: z.int().nullable().catch(null),
  /** When the list was last compared by its count. */
  checkedAt: z.iso.datetime().nullable().catch(null),
});
export type InstallationListing = z.infer<typeof installationListing>;

const counted = z.looseObject({ total_count: z.int() });

/** How many repositories there are in all, from one page of the list; null where GitHub does not say. */
export const totalOf = (page: unknown): number | null => counted.safeParse(page).data?.total_count ?? null;

/** How many repositories an installation sees, as far as is known. */
export async function countLinks(database: Kysely<Database>, installationId: number): Promise<number> {
  const { rows } = await sql<{ links: number }>`
    select count(*)::int as links from installation_repositories
     where installation_id = ${installationId} and deleted_at is null
  `.execute(database);
  return rows[0]?.links ?? 0;
}
