import type { Resource } from '@hubtwin/resources';
import { type Kysely, sql } from 'kysely';
import { changesHorizon } from '../changes/read-changes.ts';
import { readCursor } from '../cursors/read-cursor.ts';
import { saveCursor } from '../cursors/save-cursor.ts';
import type { Database } from '../schema.ts';
import { findOutdated } from './find-outdated.ts';
import { refreshEmbedded } from './refresh-embedded.ts';

const scope = 'embedded';
const changesAtOnce = 1_000;
const rowsAtOnce = 5_000;
const writesAtOnce = 200;

interface FollowOptions {
  signal?: AbortSignal;
  /** Called when Postgres refuses the new version of an object. */
  onFailure(error: unknown, object: { resource: string; id: number }): void;
}

/** An entry of the change log. */
interface Followed {
  seq: number;
  resource: string;
  key: string;
  repository_id: number | null;
}

/**
 * Follows the change log up to its horizon and updates the objects that embed others which changed or were deleted.
 * GitHub sends no event for an issue when one of its labels is renamed. New log entries of embedding objects are
 * checked one by one; where an embedded object changed, all objects of its repository are. Only one caller may run at
 * a time.
 *
 * @param resources all mirrored resources.
 * @returns the number of changed objects.
 */
export async function followEmbedded(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { signal, onFailure }: FollowOptions,
): Promise<number> {
  const embedding = resources.filter(({ embeds }) => embeds !== undefined);
  const embedded = resources.filter(({ isEmbedded }) => isEmbedded === true).map(({ name }) => name);
  const followed = [...embedding.map(({ name }) => name), ...embedded];
  let refreshed = 0;
  let cursor = Number((await readCursor(database, scope))?.value ?? 0);
  const horizon = await changesHorizon(database);
  while (cursor < horizon && signal?.aborted !== true) {
    const { rows } = await sql<Followed>`
      select seq, resource, key, repository_id from changes
       where seq > ${cursor} and seq <= ${horizon} and resource = any (${followed})
       order by seq limit ${changesAtOnce}
    `.execute(database);
    for (const resource of embedding) {
      const isIn = ({ resource: name }: Followed) => embedded.includes(name);
      const repositoryIds = new Set(rows.filter(isIn).map(({ repository_id }) => repository_id ?? 0));
      const ids = rows.filter(({ resource: name }) => name === resource.name).map(({ key }) => Number(key));
      const outdated = await findOutdated(database, resource, { ids });
      refreshed += await refreshAll(database, resource, outdated.ids, onFailure);
      for (const repositoryId of repositoryIds) {
        for (let after: number | null = 0; after !== null; ) {
          const among = { repositoryId, after, limit: rowsAtOnce };
          const found = await findOutdated(database, resource, among);
          refreshed += await refreshAll(database, resource, found.ids, onFailure);
          after = found.last;
        }
      }
    }
    cursor = rows.length < changesAtOnce ? horizon : (rows.at(-1)?.seq ?? horizon);
    await saveCursor(database, scope, cursor);
  }
  return refreshed;
}

/** Refreshes the objects. One that cannot be written does not block the others or later entries of the log. */
async function refreshAll(
  database: Kysely<Database>,
  resource: Resource,
  ids: readonly number[],
  onFailure: FollowOptions['onFailure'],
): Promise<number> {
  let refreshed = 0;
  for (let start = 0; start < ids.length; start += writesAtOnce) {
    const some = ids.slice(start, start + writesAtOnce);
    try {
      refreshed += await refreshEmbedded(database, resource, some);
    } catch (error) {
      if (!isOfData(error)) throw error;
      const [id = 0] = some;
      if (some.length === 1) onFailure(error, { resource: resource.name, id });
      else for (const each of some) refreshed += await refreshAll(database, resource, [each], onFailure);
    }
  }
  return refreshed;
}

/** An error of Postgres about values (class 22), constraints (23) or sizes (54): a retry would fail again. */
const isOfData = (error: unknown): boolean => /^(22|23|54)[0-9A-Z]{3}$/.test(`${Object(error).code ?? ''}`);
