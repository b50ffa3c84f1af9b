import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Observation } from './observation.ts';
import { placeOfOwners } from './place-of-owners.ts';

/** Completes observations whose object is known only from what is stored. */
export async function identify(
  database: Kysely<Database>,
  observations: readonly Observation[],
): Promise<readonly Observation[]> {
  return await placeOfOwners(database, await identifyByColumns(database, observations));
}

/**
 * Sets the keys of observations that identify their object by other columns; drops those whose object is not stored.
 */
async function identifyByColumns(
  database: Kysely<Database>,
  observations: readonly Observation[],
): Promise<readonly Observation[]> {
  const unknown = observations.filter(({ identifiedBy }) => identifiedBy !== undefined);
  if (unknown.length === 0) return observations;
  const keys = new Map<Observation, Observation['key']>();
  for (const [resource, group] of Map.groupBy(unknown, (each) => each.resource)) {
    const columns = Object.keys(group[0]?.identifiedBy ?? {});
    const given = group.map(({ repositoryId, identifiedBy }, nth) => ({
      ...identifiedBy,
      repositoryId,
      nth,
    }));
    const matches = columns.map(
      (column) => sql`t.${sql.ref(column)} = (given.value ->> ${sql.lit(column)})::bigint`,
    );
    const { rows } = await sql<{ nth: number; key: Observation['key'] }>`
      select (given.value ->> 'nth')::int as nth,
             jsonb_build_object(${sql.join(resource.key.flatMap((name) => [sql.lit(name), sql`t.${sql.ref(name)}`]))}) as key
        from jsonb_array_elements(${JSON.stringify(given)}::jsonb) as given (value)
        join ${sql.table(resource.table)} as t
          on t.repository_id = (given.value ->> 'repositoryId')::bigint and ${sql.join(matches, sql` and `)}
       where t.deleted_at is null
    `.execute(database);
    for (const { nth, key } of rows) {
      const observation = group[nth];
      if (observation !== undefined) keys.set(observation, key);
    }
  }
  return observations.flatMap((observation) => {
    if (observation.identifiedBy === undefined) return [observation];
    const key = keys.get(observation);
    return key === undefined ? [] : [{ ...observation, key }];
  });
}
