import type { OwnerPlace } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Observation } from './observation.ts';
import type { Key } from './rows.ts';

interface Candidate {
  observation: Observation;
  place: OwnerPlace;
  /** The key among the owner's objects; null if the owner is not known. */
  ownerKey: Key | null;
}

/**
 * Finds which observations of objects of a repository are of objects of its owner: by the key and the further columns of
 * stored ones, also of deleted ones. An object that is stored nowhere is one of the repository. Drops those whose key is
 * another object's.
 */
export async function placeOfOwners(
  database: Kysely<Database>,
  observations: readonly Observation[],
): Promise<readonly Observation[]> {
  const asked = observations.flatMap((observation) =>
    observation.ofOwner === undefined ? [] : [{ observation, place: observation.ofOwner }],
  );
  if (asked.length === 0) return observations;
  const owners = await findOwners(
    database,
    asked.map(({ observation }) => observation.repositoryId),
  );
  const candidates = asked.map(({ observation, place }): Candidate => {
    const ownerId = owners.get(observation.repositoryId ?? 0) ?? null;
    return { observation, place, ownerKey: ownerId === null ? null : place.keyOf(observation.raw, ownerId) };
  });
  const placed = new Map<Observation, Observation | null>();
  for (const group of Map.groupBy(candidates, ({ place }) => place.resource).values())
    for (const [observation, found] of await placeEach(database, group)) placed.set(observation, found);
  return observations.flatMap((observation) => {
    const found = placed.get(observation);
    return found === null ? [] : [found ?? observation];
  });
}

async function findOwners(
  database: Kysely<Database>,
  repositoryIds: readonly (number | null)[],
): Promise<Map<number, number>> {
  const ids = [...new Set(repositoryIds.filter((id) => id !== null))];
  const rows = await database
    .selectFrom('repositories')
    .select(['id', 'owner_id'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.flatMap(({ id, owner_id }) => (owner_id === null ? [] : [[id, owner_id] as const])));
}

/** @param candidates of one resource of owners. */
async function placeEach(
  database: Kysely<Database>,
  candidates: readonly Candidate[],
): Promise<[Observation, Observation | null][]> {
  const [first] = candidates;
  if (first === undefined) return [];
  const { resource } = first.place;
  const compared = candidates.flatMap(({ place: { same, endsIf } }) => [
    ...Object.keys(same),
    ...(endsIf === undefined ? [] : [endsIf]),
  ]);
  const columns = new Set([...resource.key, ...compared]);
  const keys = candidates.flatMap(({ observation, ownerKey }) => [
    observation.key,
    ...(ownerKey === null ? [] : [ownerKey]),
  ]);
  const tuples = keys.map((key) => sql`(${sql.join(resource.key.map((name) => sql`${key[name]}`))})`);
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join([...columns].map((name) => sql.ref(name)))}
      from ${sql.table(resource.table)}
     where (${sql.join(resource.key.map((name) => sql.ref(name)))}) in (${sql.join(tuples)})
  `.execute(database);
  const textOf = (key: Record<string, unknown>) => JSON.stringify(resource.key.map((name) => key[name]));
  const stored = new Map(rows.map((row) => [textOf(row), row]));
  return candidates.map(({ observation, place, ownerKey }) => {
    const isSame = (row: Record<string, unknown> | undefined) =>
      row !== undefined && Object.entries(place.same).every(([name, value]) => row[name] === value);
    const ofOwner = ownerKey === null ? undefined : stored.get(textOf(ownerKey));
    const own = stored.get(textOf(observation.key));
    const { ofOwner: _, ...seen } = observation;
    if (ownerKey !== null && isSame(ofOwner)) {
      const moved = { ...seen, resource: place.resource, key: ownerKey, repositoryId: null };
      return [observation, place.isConfined === true ? null : endedIf(moved, place, ofOwner)];
    }
    if (own !== undefined) return [observation, isSame(own) ? endedIf(seen, place, own) : null];
    return [observation, place.isOnlyStored === true ? null : seen];
  });
}

/** The end of an object that ends with what was observed. */
const endedIf = (
  seen: Observation,
  { endsIf }: OwnerPlace,
  stored: Record<string, unknown> | undefined,
): Observation =>
  endsIf !== undefined && stored?.[endsIf] === true ? { ...seen, isDeleted: true, asOf: seen.clock } : seen;
