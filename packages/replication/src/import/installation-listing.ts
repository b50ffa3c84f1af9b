import type { Database } from '@hubtwin/database';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';

/** The scope of the cursor of an installation's list of repositories. */
export const installationScope = (installationId: number) => `installation:${installationId}`;

/** The result of the last complete list of an installation's repositories. */
export const installationListing = z.object({
  listedAt: z.iso.datetime(),
  /** How many more repositories are linked than GitHub counts, such as blocked ones; null: unknown. */
  unlisted: z.int().nullable().catch(null),
  /** When the list was last compared by its count. */
  checkedAt: z.iso.datetime().nullable().catch(null),
});
export type InstallationListing = z.infer<typeof installationListing>;

const counted = z.looseObject({ total_count: z.int() });

/** The total number of repositories, from one page of the list; null if GitHub does not report it. */
export const totalOf = (page: unknown): number | null => counted.safeParse(page).data?.total_count ?? null;

/** The number of repositories that an installation can access, according to the twin. */
export async function countLinks(database: Kysely<Database>, installationId: number): Promise<number> {
  const { rows } = await sql<{ links: number }>`
    select count(*)::int as links from installation_repositories
     where installation_id = ${installationId} and deleted_at is null
  `.execute(database);
  return rows[0]?.links ?? 0;
}
