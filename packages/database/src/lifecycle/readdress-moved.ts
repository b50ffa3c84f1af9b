import { type Kysely, sql } from 'kysely';
import { saveCursor } from '../cursors/save-cursor.ts';
import { changeOf } from '../observations/change-of.ts';
import { lockSubjects } from '../observations/lock-subjects.ts';
import type { Resource } from '../observations/observation.ts';
import { type Key, readRows, referenceText, writeRows } from '../observations/rows.ts';
import type { Database } from '../schema.ts';
import { type Move, readdress, textWithin } from './readdress.ts';

const repositoriesAtOnce = 20;

/** A repository that had other names. */
interface Moved extends Move {
  id: number;
  /** When what is in it was first looked at under its name of now; null: it was not. */
  since: string | null;
}

/**
 * Gives what is in renamed and transferred repositories the addresses that it has since: GitHub tells of nothing but
 * the repository itself. Looks once at all of it, and hourly for three days, in which late deliveries bring old
 * addresses still. Rows are rewritten a batch at a time, each in a transaction of its own.
 *
 * @param resources all that the twin mirrors.
 * @returns how many rows were rewritten.
 */
export async function readdressMoved(
  database: Kysely<Database>,
  resources: readonly Resource[],
  { batch = 500, signal }: { batch?: number; signal?: AbortSignal } = {},
): Promise<number> {
  let rewritten = 0;
  for (const moved of await findMoved(database)) {
    for (const resource of resources.filter(({ inRepository }) => inRepository)) {
      let found = batch;
      while (found === batch && signal?.aborted !== true) {
        found = await readdressSome(database, resource, moved, batch);
        rewritten += found;
      }
    }
    if (signal?.aborted === true) break;
    await saveCursor(database, scopeOf(moved.id), { name: moved.to, since: moved.since ?? new Date() });
  }
  return rewritten;
}

const scopeOf = (repositoryId: number) => `addresses:${repositoryId}`;

async function findMoved(database: Kysely<Database>): Promise<Moved[]> {
  const { rows } = await sql<Omit<Moved, 'hosts'> & { addresses: (string | null)[] }>`
    select r.id, r.full_name as to, array_agg(n.full_name) as from, array[r.html_url, r.raw->>'url'] as addresses,
           case when c.value->>'name' = r.full_name then c.value->>'since' end as since
      from repository_names as n
      join repositories as r on r.id = n.repository_id
      left join sync_cursors as c on c.scope = 'addresses:' || r.id
     where n.full_name <> lower(r.full_name)
       and r.deleted_at is null
       and (c.scope is null
            or c.value->>'name' <> r.full_name
            or ((c.value->>'since')::timestamptz > now() - interval '3 days'
                and c.updated_at < now() - interval '1 hour'))
     group by r.id, c.scope
     order by r.id
     limit ${repositoriesAtOnce}
  `.execute(database);
  return rows.flatMap(({ addresses, ...row }) => {
    const hosts = [...new Set(addresses.flatMap((address) => URL.parse(address ?? '')?.host ?? []))];
    return hosts.length === 0 ? [] : [{ ...row, hosts }];
  });
}

/** @returns how many rows had old addresses; none is left when that is less than the batch. */
async function readdressSome(
  database: Kysely<Database>,
  resource: Resource,
  moved: Moved,
  batch: number,
): Promise<number> {
  return await database.transaction().execute(async (transaction) => {
    const { rows: keys } = await sql<Key>`
      select ${sql.join(resource.key.map((column) => sql.ref(column)))}
        from ${sql.table(resource.table)}
       where repository_id = ${moved.id} and deleted_at is null and raw::text ~* ${textWithin(moved)}
       limit ${batch}
    `.execute(transaction);
    const references = keys.map((key) => ({ resource, key }));
    if (references.length === 0) return 0;
    await lockSubjects(transaction, references);
    const stored = await readRows(transaction, references);
    const writes = references.flatMap((reference) => {
      const before = stored.get(referenceText(reference));
      if (before === undefined) return [];
      const raw = readdress(before.raw, moved);
      const merged = { ...before, raw };
      return [{ ...reference, repositoryId: moved.id, before, merged, columns: resource.columns(raw) }];
    });
    const changes = writes.map((write) => changeOf(write.before, write));
    await writeRows(transaction, writes, changes);
    return keys.length;
  });
}
