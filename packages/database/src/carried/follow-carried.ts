import { type Kysely, sql } from 'kysely';
import { changesHorizon } from '../changes/read-changes.ts';
import { readCursor } from '../cursors/read-cursor.ts';
import { saveCursor } from '../cursors/save-cursor.ts';
import type { Resource } from '../observations/observation.ts';
import type { Database } from '../schema.ts';
import { findOutdated } from './find-outdated.ts';
import { refreshCarried } from './refresh-carried.ts';

const scope = 'carried';
const changesAtOnce = 1_000;
const rowsAtOnce = 5_000;
const writesAtOnce = 200;

interface FollowOptions {
  signal?: AbortSignal;
  /** Called for an object that Postgres refuses as it would have to be. */
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
 * Follows the change log to where it is complete, and mends what carries objects that changed or were deleted: of
 * what is new, those objects themselves; of a repository in which something changed that others carry, all of them.
 * GitHub tells of a label's new name, and not of the issues that have it. One caller at a time.
 *
 * @param resources all that the twin mirrors.
 * @returns how many objects were changed.
 */
export async function followCarried(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { signal, onFailure }: FollowOptions,
): Promise<number> {
  const carriers = resources.filter(({ carries }) => carries !== undefined);
  const carried = resources.filter(({ isCarried }) => isCarried === true).map(({ name }) => name);
  const followed = [...carriers.map(({ name }) => name), ...carried];
  let refreshed = 0;
  let cursor = Number((await readCursor(database, scope))?.value ?? 0);
  const horizon = await changesHorizon(database);
  while (cursor < horizon && signal?.aborted !== true) {
    const { rows } = await sql<Followed>`
      select seq, resource, key, repository_id from changes
       where seq > ${cursor} and seq <= ${horizon} and resource = any (${followed})
       order by seq limit ${changesAtOnce}
    `.execute(database);
    for (const resource of carriers) {
      const isIn = ({ resource: name }: Followed) => carried.includes(name);
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

/** An object that cannot be written keeps no other, and not the log's later entries, from being refreshed. */
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
      refreshed += await refreshCarried(database, resource, some);
    } catch (error) {
      if (!isOfData(error)) throw error;
      const [id = 0] = some;
      if (some.length === 1) onFailure(error, { resource: resource.name, id });
      else for (const each of some) refreshed += await refreshAll(database, resource, [each], onFailure);
    }
  }
  return refreshed;
}

/** An error of Postgres about values (class 22), constraints (23) or sizes (54), which comes again whenever it is tried. */
const isOfData = (error: unknown): boolean => /^(22|23|54)[0-9A-Z]{3}$/.test(`${Object(error).code ?? ''}`);
