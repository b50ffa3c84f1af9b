import type { Resource } from '@hubtwin/resources';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { saveCursor } from '../cursors/save-cursor.ts';
import { isEqual } from '../observations/canonical-json.ts';
import { changeOf } from '../observations/change-of.ts';
import { lockSubjects, maxSubjects } from '../observations/lock-subjects.ts';
import { type Key, readRows, referenceText, writeRows } from '../observations/rows.ts';
import type { Database } from '../schema.ts';
import { type Move, readdress } from './readdress.ts';

const repositoriesAtOnce = 20;
/** GitHub redelivers for up to three days, GitHub Enterprise Server for seven. */
const lateDays = 7;

/** A repository with former names. */
interface Moved extends Move {
  /** When its contents were first checked under the current name; null: never. */
  since: Date | null;
}

interface ReaddressOptions {
  /** Rows per statement. */
  batch?: number;
  signal?: AbortSignal;
}

/**
 * Updates the URLs inside renamed and transferred repositories: GitHub sends events for the repository only. Checks
 * everything once, then hourly for a week what was written since, because late deliveries contain the former name.
 * Works in batches, each in its own transaction.
 *
 * @param resources all mirrored resources.
 * @returns the number of rewritten rows.
 * @throws the first failure, after the other repositories were processed.
 */
export async function readdressMoved(
  database: Kysely<Database>,
  resources: readonly Resource[],
  options: ReaddressOptions = {},
): Promise<number> {
  const parts = resources.filter(({ inRepository }) => inRepository);
  const failures: unknown[] = [];
  let rewritten = 0;
  let found: Moved[];
  do {
    found = await findMoved(database);
    for (const moved of found) {
      if (options.signal?.aborted === true) return rewritten;
      try {
        for (const resource of parts) rewritten += await readdressRows(database, resource, moved, options);
        await saveCursor(database, `addresses:${moved.id}`, {
          name: moved.to,
          since: moved.since ?? new Date(),
        });
      } catch (error) {
        failures.push(error);
      }
    }
  } while (found.length === repositoriesAtOnce && failures.length === 0);
  if (failures.length > 0) throw failures[0];
  return rewritten;
}

/** Starts with those that were never checked under their current name. */
async function findMoved(database: Kysely<Database>): Promise<Moved[]> {
  const { rows } = await sql<Omit<Moved, 'hosts'> & { addresses: (string | null)[] }>`
    select r.id, r.full_name as to, array_agg(n.full_name) as from, array[r.html_url, r.raw->>'url'] as addresses,
           case when c.value->>'name' = r.full_name then (c.value->>'since')::timestamptz end as since
      from repository_names as n
      join repositories as r on r.id = n.repository_id
      left join sync_cursors as c on c.scope = 'addresses:' || r.id
     where n.full_name <> lower(r.full_name)
       and r.deleted_at is null
       and coalesce(r.html_url, r.raw->>'url') is not null
     group by r.id, c.scope
    having c.scope is null
        or c.value->>'name' <> r.full_name
        or max(n.synced_at) > c.updated_at
        or ((c.value->>'since')::timestamptz > now() - make_interval(days => ${lateDays})
            and c.updated_at < now() - interval '1 hour')
     order by (c.value->>'name' = r.full_name) is true, c.updated_at nulls first, r.id
     limit ${repositoriesAtOnce}
  `.execute(database);
  return rows.map(({ addresses, ...row }) => ({
    ...row,
    hosts: [...new Set(addresses.flatMap((address) => URL.parse(address ?? '')?.host ?? []))],
  }));
}

/** @returns the number of rewritten rows. */
async function readdressRows(
  database: Kysely<Database>,
  resource: Resource,
  moved: Moved,
  { batch = maxSubjects, signal }: ReaddressOptions,
): Promise<number> {
  const columns = sql.join(resource.key.map((column) => sql.ref(column)));
  const names = moved.from.map((name) => `%/${name}%`);
  let rewritten = 0;
  let after: RawBuilder<unknown> = sql`true`;
  for (;;) {
    const { rows } = await sql<{ key: Key; mentions: boolean }>`
      select to_jsonb(page) - 'raw' as key, raw::text ilike any (${names}::text[]) as mentions
        from (select ${columns}, raw
                from ${sql.table(resource.table)}
               where repository_id = ${moved.id} and deleted_at is null and ${after}
                 and (${moved.since}::timestamptz is null or synced_at >= ${moved.since})
               order by ${columns} limit ${batch}) as page
       order by ${columns}
    `.execute(database);
    const keys = rows.filter(({ mentions }) => mentions).map(({ key }) => key);
    rewritten += await rewrite(database, resource, moved, keys);
    const last = rows.at(-1)?.key;
    if (last === undefined || rows.length < batch || signal?.aborted === true) return rewritten;
    after = sql`(${columns}) > (${sql.join(resource.key.map((column) => sql`${last[column]}`))})`;
  }
}

/** @returns how many of the rows had outdated URLs. */
async function rewrite(
  database: Kysely<Database>,
  resource: Resource,
  moved: Moved,
  keys: readonly Key[],
): Promise<number> {
  if (keys.length === 0) return 0;
  return await database.transaction().execute(async (transaction) => {
    const references = keys.map((key) => ({ resource, key }));
    await lockSubjects(transaction, references);
    const stored = await readRows(transaction, references);
    const writes = references.flatMap((reference) => {
      const before = stored.get(referenceText(reference));
      if (before === undefined || before.deletedAt !== null) return [];
      const raw = readdress(before.raw, moved);
      if (isEqual(raw, before.raw)) return [];
      const merged = { ...before, raw };
      return [{ ...reference, repositoryId: moved.id, before, merged, columns: resource.columns(raw) }];
    });
    const changes = writes.map((write) => changeOf(write.before, write));
    await writeRows(transaction, writes, changes);
    return writes.length;
  });
}
