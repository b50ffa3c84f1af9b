import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { DeliveryFilters } from './delivery-filters.ts';

/** Puts the repository's id in the place of its name, present or past; null when nobody has the name. */
export async function resolveDeliveryFilters(
  database: Kysely<Database>,
  { repository, ...filters }: Omit<DeliveryFilters, 'repositoryId'> & { repository?: string | undefined },
): Promise<DeliveryFilters | null> {
  if (repository === undefined) return filters;
  const name = repository.toLowerCase();
  // The list itself shows only what the caller may see, so a name tells nothing here.
  const { rows } = await sql<{ id: number | null }>`
    select coalesce(
      (select id from repositories
        where lower(full_name) = ${name} and deleted_at is null order by id desc limit 1),
      (select repository_id from repository_names where full_name = ${name} order by synced_at desc limit 1)
    ) as id
  `.execute(database);
  const repositoryId = rows[0]?.id ?? null;
  return repositoryId === null ? null : { ...filters, repositoryId };
}
