import { type Kysely, sql } from 'kysely';
import { type Visibility, visible } from '../access/visible.ts';
import type { Database } from '../schema.ts';
import type { DeliveryFilters } from './delivery-filters.ts';

/** Replaces the name of a repository, current or former, by its id; null if no visible repository has the name. */
export async function resolveDeliveryFilters(
  database: Kysely<Database>,
  access: Visibility,
  { repository, ...filters }: Omit<DeliveryFilters, 'repositoryId'> & { repository?: string | undefined },
): Promise<DeliveryFilters | null> {
  if (repository === undefined) return filters;
  const name = repository.toLowerCase();
  const { rows } = await sql<{ id: number }>`
    select named.id from (select coalesce(
      (select id from repositories
        where lower(full_name) = ${name} and deleted_at is null order by id desc limit 1),
      (select repository_id from repository_names where full_name = ${name} order by synced_at desc limit 1)
    ) as id) as named
     where named.id is not null and ${visible(access, sql`named.id`)}
  `.execute(database);
  const [found] = rows;
  return found === undefined ? null : { ...filters, repositoryId: found.id };
}
