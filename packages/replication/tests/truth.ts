import { isDeepStrictEqual } from 'node:util';
import { type DatabaseConnection, restoreObjects } from '@hubtwin/database';
import type { RunningSimulator } from '@hubtwin/github-simulator';
import { type ListSource, type ResourceDefinition, resources } from '@hubtwin/resources';
import { listedConnection } from './listed-connection.ts';
import { listedNodes } from './listed-nodes.ts';

/** All that GitHub lists at a URL, requested without our own client. */
async function listAll(address: string, token: string, isSingle = false): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const response: Response = await fetch(next, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${next}: ${response.status}`);
    const body: unknown = await response.json();
    const list = Array.isArray(body)
      ? body
      : isSingle
        ? [body]
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

/** Keys of checks that lists have, and events do not. */
const unreported = [
  'node_id',
  'repository',
  'head_commit',
  'latest_check_runs_count',
  'check_runs_url',
  'rerequestable',
  'runs_rerequestable',
];
const omitUnreported = (item: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(item).filter(([key]) => !unreported.includes(key)));

type Github = Pick<RunningSimulator, 'rest' | 'url' | 'simulator'>;

/** Whose objects a list has: GitHub's path, and the condition of their rows. */
interface Whose {
  path: string;
  /** Keys that GitHub's objects do not contain. */
  added: Record<string, unknown>;
}

/**
 * What GitHub lists of a resource, with the keys that rows have besides.
 *
 * @param name `owner/name` of a repository; of an organisation, the owner of that.
 */
async function listTruth(
  github: Github,
  definition: ResourceDefinition,
  name: string,
): Promise<Record<string, unknown>[]> {
  const { list } = definition;
  if (list === undefined) return [];
  const { rest, url } = github;
  const { world } = github.simulator;
  const [owner = '', repo = ''] = name.split('/');
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const { id = 0, login = '' } = world.accounts.get(owner.toLowerCase()) ?? {};
  const added = definition.inOrganization === true ? { organization: { id, login } } : {};
  const path = list.route
    .replace('GET ', '')
    .replace(/\{(?:owner|org)\}/, owner)
    .replace('{repo}', repo);
  const { of, connection, ofHeads } = list;
  if (connection !== undefined) {
    const node = world.repositories.get(world.names.get(name.toLowerCase()) ?? 0)?.nodeId ?? '';
    return await listedConnection(connection, { url, token, node });
  }
  const query = new URLSearchParams({
    per_page: '100',
    ...Object.fromEntries(Object.entries(list.query ?? {}).map(([field, value]) => [field, `${value}`])),
  });
  if (ofHeads !== undefined) {
    const repository = world.repositories.get(world.names.get(name.toLowerCase()) ?? 0);
    const open = [...(repository?.pullRequests.values() ?? [])].filter(({ state }) => state === 'open');
    const heads = [...(repository?.branches.values() ?? [])].map(({ head }) => head.sha);
    const found = [...new Set([...heads, ...open.map(({ head }) => head.sha)])].map((sha) =>
      listAll(`${url}${path.replace(`{${ofHeads.parameter}}`, sha)}?${query}`, token),
    );
    return (await Promise.all(found)).flat().map((item) => omitUnreported(item));
  }
  const isOfParents = list.byParent?.nodes !== undefined || list.byParent?.isOnlyList === true;
  const numbered = isOfParents ? list.byParent : undefined;
  const parent = typeof of === 'object' ? resources.find((each) => each.name === of.resource) : undefined;
  if (numbered !== undefined) {
    const [pulls] = resources.filter((each) => each.name === numbered.parents[0]?.resource);
    const found = pulls === undefined ? [] : await listTruth(github, pulls, name);
    if (numbered.route === undefined) return await listedNodes({ url, token }, numbered, found);
    const key = numbered.parents[0]?.key ?? 'number';
    const of = found.map((parent) =>
      listAll(`${url}${path.replace(`{${numbered.parameter}}`, `${parent[key]}`)}?per_page=100`, token),
    );
    return (await Promise.all(of)).flat();
  }
  const all: Whose[] =
    typeof of !== 'object' || parent === undefined
      ? [{ path, added }]
      : (await listTruth(github, parent, name)).map((each) => ({
          path: path.replace(`{${of.parameter}}`, `${each[of.named ?? 'id']}`),
          added: { ...added, [of.column]: each.id },
        }));
  const items: Record<string, unknown>[] = [];
  const values = list.each?.values.map((value) => ({ [list.each?.parameter ?? '']: value })) ?? [{}];
  for (const whose of all) {
    for (const value of values) {
      const address = `${url}${whose.path}?${new URLSearchParams({ ...Object.fromEntries(query), ...value })}`;
      const listed = await listAll(address, token, list.isSingle);
      items.push(
        ...listed
          .filter((item) => !(list.omits?.(item) ?? false))
          .map((item) => ({ ...picked(list, item), ...whose.added, ...value })),
      );
    }
  }
  return items;
}

/** The keys of an object that are kept. */
const picked = ({ picks }: ListSource, item: Record<string, unknown>) =>
  picks === undefined ? item : Object.fromEntries(picks.map((key) => [key, item[key]]));

/**
 * Compares the rows of a repository with GitHub's lists: every field of every object.
 *
 * @returns a line for each difference; none if the twin equals GitHub.
 */
export const differences: typeof compare = async (github, connection, definition, name) =>
  definition.inOrganization === true ? [] : await compare(github, connection, definition, name);

/** Compares the rows of an organisation with GitHub's lists. @param login of it. */
export async function organizationDifferences(
  github: Github,
  connection: DatabaseConnection,
  login: string,
): Promise<string[]> {
  const ofOrganizations = resources.filter(({ inOrganization }) => inOrganization === true);
  const found = ofOrganizations.map((definition) => compare(github, connection, definition, login));
  return (await Promise.all(found)).flat();
}

async function compare(
  github: Github,
  { database, pool }: DatabaseConnection,
  definition: ResourceDefinition,
  name: string,
): Promise<string[]> {
  const { list, table, key, inOrganization } = definition;
  if (list === undefined || (list.of !== undefined && inOrganization !== true)) return [];
  const { world } = github.simulator;
  const repositoryId = inOrganization === true ? undefined : world.names.get(name.toLowerCase());
  const ownerId = world.accounts.get(name.split('/')[0]?.toLowerCase() ?? '')?.id;
  const listed = await listTruth(github, definition, name);
  const nameOf = (values: Record<string, unknown>) => key.map((column) => values[column]).join('/');
  const truth = new Map(listed.map((item) => [nameOf(definition.keyOf(item, repositoryId ?? null)), item]));
  const { rows } = await pool.query(
    `select * from ${table} where ${inOrganization === true ? 'organization_id' : 'repository_id'} = $1 and deleted_at is null`,
    [inOrganization === true ? ownerId : repositoryId],
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
