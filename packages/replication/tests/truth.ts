import { isDeepStrictEqual } from 'node:util';
import { type DatabaseConnection, restoreObjects } from '@hubtwin/database';
import type { RunningSimulator } from '@hubtwin/github-simulator';
import type { ResourceDefinition } from '@hubtwin/resources';

/** All that GitHub lists at a URL, requested without our own client. */
async function listAll(address: string, token: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const response: Response = await fetch(next, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${next}: ${response.status}`);
    const body: unknown = await response.json();
    const list = Array.isArray(body)
      ? body
      : Object.values(Object(body)).find((value) => Array.isArray(value));
    items.push(...(list ?? []));
    next = /<([^<>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return items;
}

/** A value without other objects, which are reduced to their ids. */
function own(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(own);
  if (typeof value !== 'object' || value === null) return value;
  // The pull requests of a run have no node id, and their head is the current one.
  if ('id' in value && ('node_id' in value || 'head' in value)) return { id: value.id };
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, own(field)]));
}

/** Whether everything that GitHub lists is stored; an object that was fetched may have more. */
function contains(ours: unknown, theirs: unknown): boolean {
  if (!isObject(ours) || !isObject(theirs)) return isDeepStrictEqual(ours, theirs);
  return Object.entries(theirs).every(([name, value]) => contains(ours[name], value));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares the rows of a repository with GitHub's lists: every field of every object.
 *
 * @returns a line for each difference; none if the twin equals GitHub.
 */
export async function differences(
  { rest, url, simulator }: Pick<RunningSimulator, 'rest' | 'url' | 'simulator'>,
  { database, pool }: DatabaseConnection,
  definition: ResourceDefinition,
  name: string,
): Promise<string[]> {
  const { list, table, key } = definition;
  if (list === undefined || list.of !== undefined) return [];
  const repositoryId = simulator.world.names.get(name.toLowerCase());
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const [owner = '', repo = ''] = name.split('/');
  const path = list.route.replace('GET ', '').replace('{owner}', owner).replace('{repo}', repo);
  const query = new URLSearchParams({
    per_page: '100',
    ...Object.fromEntries(Object.entries(list.query ?? {}).map(([field, value]) => [field, `${value}`])),
  });
  const listed = (await listAll(`${url}${path}?${query}`, token)).filter(
    (item) => !(list.omits?.(item) ?? false),
  );
  const nameOf = (values: Record<string, unknown>) => key.map((column) => values[column]).join('/');
  const truth = new Map(listed.map((item) => [nameOf(definition.keyOf(item, repositoryId ?? null)), item]));
  const { rows } = await pool.query(
    `select * from ${table} where repository_id = $1 and deleted_at is null`,
    [repositoryId],
  );
  const originals = await restoreObjects(
    database,
    definition,
    rows.map(({ raw }) => ({ repositoryId: repositoryId ?? null, raw })),
  );
  const stored = new Map(rows.map((row, nth) => [nameOf(row), originals[nth] ?? {}]));
  const found: string[] = [];
  for (const [id, item] of truth) {
    const raw = stored.get(id);
    if (raw === undefined) found.push(`${table} ${id} is missing`);
    else {
      for (const [field, value] of Object.entries(item)) {
        // Fields that deliveries omit are null in lists.
        const [ours, theirs] = [own(raw[field] ?? null), own(value)];
        if (contains(ours, theirs)) continue;
        const [stored, onGitHub] = [ours, theirs].map((each) => `${JSON.stringify(each)}`.slice(0, 100));
        found.push(`${table} ${id} ${field}: ${stored} is ${onGitHub} on GitHub`);
      }
    }
  }
  if (!list.complete) return found;
  for (const [id, raw] of stored) {
    // Objects that cannot be requested have another source, such as an organisation's runner from the jobs that it
    // ran.
    const isElsewhere = definition.item !== undefined && definition.item.parameters(raw) === null;
    if (!truth.has(id) && !isElsewhere) found.push(`${table} ${id} is not on GitHub`);
  }
  return found;
}
