import { decode, embeddedRepositories, type JsonObject, type Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { restoreRepository } from './restore-repository.ts';

/** A stored object, and the repository that it belongs to. */
export interface StoredObject {
  repositoryId: number | null;
  raw: JsonObject;
}

interface Repository {
  id: number;
  raw: JsonObject;
  web: string | null;
  repo: string | null;
}

/**
 * GitHub's objects from their rows: with the addresses that follow from the current names, with their repository as it
 * is now, and with the names that other repositories in them have now.
 */
export async function restoreObjects(
  database: Kysely<Database>,
  { shape }: Pick<Resource, 'shape'>,
  objects: readonly StoredObject[],
): Promise<JsonObject[]> {
  if (shape === undefined) return objects.map(({ raw }) => raw);
  const ids = [
    ...new Set(
      objects.flatMap(({ repositoryId, raw }) => [
        ...(repositoryId === null ? [] : [repositoryId]),
        ...embeddedRepositories(shape, raw),
      ]),
    ),
  ];
  const { rows } = await sql<Repository>`
    select id, raw, html_url as web, raw ->> 'url' as repo from repositories where id = any (${ids}::bigint[])
  `.execute(database);
  const repositories = new Map(rows.map((row) => [row.id, row]));
  const repository = (id: number) => {
    const row = repositories.get(id);
    return row === undefined ? null : restoreRepository(row.raw, row);
  };
  return objects.map(({ repositoryId, raw }) => {
    const { repo = null, web = null } = repositories.get(repositoryId ?? 0) ?? {};
    return decode(shape, raw, { repo, web, repository });
  });
}
