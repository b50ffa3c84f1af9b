import { contract, operation } from '@hubtwin/contract';
import { testSettings } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWorld } from './oracle/fill-world.ts';
import { type OracleList, oracleLists } from './oracle/lists.ts';
import { startApi, type TestApi } from './start-api.ts';

const { walks, seed } = testSettings;
const rows = 60;
/** The callers of the lists, unlimited and limited. */
const shownRepositories = [1, 2, 3, 4];
const limitedTo = [[2], [1, 4], [2, 3, 6, 99]];

let api: TestApi;
const limitedKeys: { key: string; repositoryIds: number[] }[] = [];
beforeAll(async () => {
  api = await startApi();
  await fillWorld(api.connection.database, { rows, seed });
  for (const repositoryIds of limitedTo) {
    limitedKeys.push({
      key: await api.createKey({ scopes: ['read', 'admin'], repositoryIds }),
      repositoryIds,
    });
  }
});
afterAll(() => api[Symbol.asyncDispose]());

/** Mulberry32: the same numbers for a seed on every machine. */
function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    chance: (share: number) => next() < share,
    oneOf: <T>(all: readonly T[]) => all[below(all.length)] as T,
  };
}
type Random = ReturnType<typeof createRandom>;

const keysOf = async ({ from, key, order }: OracleList, conditions: string[]): Promise<string[]> =>
  (
    await api.connection.pool.query<{ key: string }>(
      `select ${key} as key from ${from} where ${conditions.map((each) => `(${each})`).join(' and ')} order by ${order}`,
    )
  ).rows.map((row) => row.key);

/** Reads one list to its end. @returns the found and the expected rows. */
async function walk(
  list: OracleList,
  random: Random,
): Promise<{ path: string; found: string[]; expected: string[] }> {
  const limited = list.repository !== null && random.chance(0.4) ? random.oneOf(limitedKeys) : null;
  const visible = shownRepositories.filter((id) => limited?.repositoryIds.includes(id) ?? true);
  const repositoryId = random.oneOf(visible);
  const conditions = [list.where];
  let path = `/api/v1${list.path}`;
  if (path.includes('{repo}')) {
    path = path.replace('{repo}', random.oneOf([`acme/r${repositoryId}`, `ACME/R${repositoryId}`]));
    conditions.push(`${list.repository} = ${repositoryId}`);
  } else if (limited !== null) conditions.push(`${list.repository} = any('{${limited.repositoryIds}}')`);
  if (path.includes('{run}')) {
    const { rows: runs } = await api.connection.pool.query(
      `select t.id from workflow_runs as t where t.deleted_at is null and t.repository_id = $1`,
      [repositoryId],
    );
    const run = random.oneOf(runs).id;
    path = path.replace('{run}', run);
    conditions.push(`t.run_id = ${run}`);
  }
  if (list.numbered !== undefined) {
    const { rows: parents } = await api.connection.pool.query(
      `select ${list.numbered.key ?? 'number'} as number from ${list.numbered.of}
        where deleted_at is null and repository_id = $1 and ${list.numbered.key ?? 'number'} is not null
        order by id % 4, id limit 4`,
      [repositoryId],
    );
    const { number } = random.oneOf(parents);
    path = path.replace('{number}', number);
    conditions.push(`t.${list.numbered.column} = '${number}'`);
  }
  let query = `limit=${random.oneOf([1, 2, 3, 5, 7, 30, 100])}`;
  for (const [name, values] of Object.entries(list.filters)) {
    const [value, condition] = random.oneOf(values);
    // Rows that a key may not see are excluded.
    const isHidden = name === 'repository' && limited?.repositoryIds.includes(2) === false;
    // Few filters at once, so that some rows match.
    if (isHidden || !random.chance(Math.min(0.35, 1.4 / Object.keys(list.filters).length))) {
      conditions.push(list.absent?.[name] ?? 'true');
      continue;
    }
    query += `&${name}=${value}`;
    conditions.push(condition);
  }
  const expected = await keysOf(list, conditions);
  const requested = `${path}${path.includes('?') ? '&' : '?'}${query}`;
  const found: string[] = [];
  for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
    const answer = await api.ask(
      `${requested}${cursor === null ? '' : `&cursor=${cursor}`}`,
      limited === null ? {} : { key: limited.key },
    );
    expect([requested, answer.status], answer.text).toEqual([requested, 200]);
    const parsed = operation(list.route).response.safeParse(answer.json);
    expect([requested, parsed.error?.issues ?? []]).toEqual([requested, []]);
    expect(parsed.data).toEqual(answer.json);
    found.push(...answer.json.data.map(list.keyOf));
    cursor = answer.json.next_cursor;
    // An update may bring a row into a filter by its time.
    if (list.touch !== null && !requested.includes('since=') && random.chance(0.3)) {
      const everyThird = `where ctid in (select ctid from ${list.from.split(' ')[0]} where random() < 0.3)`;
      await api.connection.pool.query(`${list.touch} ${everyThird}`);
    }
    expect(page).toBeLessThan(1_000);
  }
  return { path: requested, found, expected };
}

test('every list of the API is walked', () => {
  const lists = Object.entries(contract).filter(([, { query }]) => 'cursor' in query.shape);
  const names = lists.map(([name]) => name).filter((name) => name !== 'search');
  expect([...new Set(oracleLists.map(({ route }) => route as string))].sort()).toEqual(names.sort());
});

test(`${walks} walks, with filters, sorts, pages, keys and updates by chance, show what SQL finds`, async () => {
  const random = createRandom(seed);
  for (let nth = 0; nth < walks; nth += 1) {
    // Each list once, then by chance.
    const { path, found, expected } = await walk(oracleLists[nth] ?? random.oneOf(oracleLists), random);
    expect([path, found]).toEqual([path, expected]);
  }
}, 600_000);
