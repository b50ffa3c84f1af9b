import type { Resource } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findNeverSynced } from '../sync/find-never-synced.ts';
import { recordProbed } from '../sync/record-probed.ts';
import { changeTracking } from './change-tracking.ts';
import { markInaccessible } from './mark-inaccessible.ts';
import { purgeInaccessible } from './purge-inaccessible.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase();
});
afterEach(() => connection[Symbol.asyncDispose]());

const query = async (text: string, values: unknown[] = []) =>
  (await connection.pool.query(text, values)).rows;
const kept = `'{}', '', 'webhook', now() - interval '40 days'`;
const keptColumns = 'raw, version, source, synced_at';

/** Installation 8 can access repositories 1 and 2, installation 9 repository 2; 3 was never linked. */
beforeEach(async () => {
  await query(
    `insert into installations (id, account_id, ${keptColumns}) select id, 100, ${kept} from unnest(array[8, 9]) as id`,
  );
  await query(
    `insert into repositories (id, owner_id, full_name, last_synced_at, ${keptColumns})
     select id, 100 + id, 'acme/r' || id, now(), ${kept} from generate_series(1, 3) as id`,
  );
  await query(
    `insert into installation_repositories (installation_id, repository_id, ${keptColumns})
     values (8, 1, ${kept}), (8, 2, ${kept}), (9, 2, ${kept})`,
  );
});

const inaccessible = async () =>
  (await query('select id from repositories where inaccessible_since is not null order by id')).map(
    ({ id }) => id,
  );
const unlink = (installation: number, repository: number) =>
  query(
    'update installation_repositories set deleted_at = now() where installation_id = $1 and repository_id = $2',
    [installation, repository],
  );
const mark = (byTokens = false) => markInaccessible(connection.database, { byTokens });

test('a repository becomes inaccessible when its last link is deleted, and accessible with a new one', async () => {
  await unlink(8, 1);
  await unlink(8, 2);
  expect([await mark(), await inaccessible()]).toEqual([{ lost: 1, found: 0 }, [1]]);
  expect(await mark()).toEqual({ lost: 0, found: 0 });
  await query('update installation_repositories set deleted_at = null where repository_id = 1');
  expect([await mark(), await inaccessible()]).toEqual([{ lost: 0, found: 1 }, []]);
});

test('links of a deleted installation do not count, and those of a suspended one do', async () => {
  await query('update installations set deleted_at = now() where id = 8');
  await query('update installations set suspended_at = now() where id = 9');
  await mark();
  expect(await inaccessible()).toEqual([1]);
});

test('if tokens are configured, the probe decides whether a repository is inaccessible', async () => {
  await unlink(8, 1);
  await mark(true);
  expect(await inaccessible()).toEqual([]);
  const probed = { repositoryIds: [1, 2], drifted: [], unknown: [], named: [], probedAt: new Date() };
  await recordProbed(connection.database, { ...probed, inaccessible: [1, 2] });
  expect(await inaccessible()).toEqual([1]);
  await recordProbed(connection.database, { ...probed, inaccessible: [] });
  expect(await inaccessible()).toEqual([]);
});

const part = (table: Resource['table'], account?: NonNullable<Resource['account']>): Resource => ({
  name: table,
  table,
  key: ['id'],
  inRepository: true,
  columns: () => ({}),
  changes: [],
  ...(account !== undefined && { account }),
});
const resources: Resource[] = [
  { ...part('repositories', { id: 'owner_id' }), inRepository: false },
  part('issues', { id: 'author_id', login: 'author_login' }),
  part('contributors', { id: 'account_id' }),
  part('workflow_jobs'),
];
const purge = (batch = 3) => purgeInaccessible(connection.database, resources, { retentionDays: 30, batch });
const lose = (id: number, days: number) =>
  query(`update repositories set inaccessible_since = now() - make_interval(days => $2) where id = $1`, [
    id,
    days,
  ]);

/** Fills repositories 1 and 2 identically: ten issues of four authors, some deleted, contributors and jobs. */
async function fill(): Promise<void> {
  await query(
    `insert into issues (id, repository_id, author_id, author_login, deleted_at, ${keptColumns})
     select r * 1000 + n, r, case when r = 1 then n % 4 + 200 else 200 end,
            case when r = 1 then 'u' || n % 4 + 200 else 'U200' end, case when n = 4 then now() end, ${kept}
       from generate_series(1, 2) as r, generate_series(1, 10) as n`,
  );
  await query(
    `insert into contributors (repository_id, contributor, account_id, ${keptColumns})
     select r, r + n, case when n = 1 then 201 else 300 + 10 * r + n end, ${kept}
       from generate_series(1, 2) as r, generate_series(1, 2) as n`,
  );
  await query(
    `insert into workflow_jobs (id, repository_id, ${keptColumns}) select r * 10 + n, r, ${kept}
       from generate_series(1, 2) as r, generate_series(1, 5) as n`,
  );
  await query(
    `insert into accounts (id, login, ${keptColumns})
     select id, 'u' || id, ${kept} from unnest(array[100, 101, 102, 200, 201, 202, 203, 312, 322, 999]) as id`,
  );
}
const counts = async (repositoryId: number) => {
  const tables = ['issues', 'contributors', 'workflow_jobs', 'repository_names', 'installation_repositories'];
  const rows = await Promise.all(
    tables.map((table) => query(`select count(*) from ${table} where repository_id = $1`, [repositoryId])),
  );
  return rows.map(([row]) => row.count);
};

test('a repository that was inaccessible for the retention is purged with its contents, in batches, and nothing else is', async () => {
  await fill();
  await unlink(8, 1);
  await lose(1, 31);
  const before = await counts(2);
  expect(await purge()).toEqual({ repositories: 1, accounts: 4 });
  expect(await counts(1)).toEqual([0, 0, 0, 0, 0]);
  expect(await counts(2)).toEqual(before);
  // The other repository has 200 by an issue and 201 by its commits; 100 has installations, 999 was not affected.
  const accounts = await query('select id from accounts order by id');
  expect(accounts.map(({ id }) => id)).toEqual([100, 102, 200, 201, 322, 999]);
  expect(await query(`select key, kind from changes where resource = 'repositories'`)).toEqual([
    { key: '1', kind: 'deleted' },
  ]);
});

test('an untracked repository is emptied after the retention although it is accessible, and its row remains', async () => {
  const { database } = connection;
  await fill();
  const before = await counts(2);
  await changeTracking(database, 1, { isTracked: false });
  expect(await purge()).toMatchObject({ repositories: 0 });
  await query(`update repositories set untracked_at = now() - interval '31 days' where id = 1`);
  expect(await purge()).toMatchObject({ repositories: 1 });
  expect(await counts(1)).toEqual([0, 0, 0, 0, 1]);
  expect(await counts(2)).toEqual(before);
  expect(await findNeverSynced(database, { installationId: 8 })).toEqual([]);
  expect(await purge(), 'once').toMatchObject({ repositories: 0 });
  await changeTracking(database, 1, { isTracked: true });
  expect(await findNeverSynced(database, { installationId: 8 })).toEqual([1]);
  const logged = await query(`select kind from changes where key = '1' order by seq`);
  expect(logged.map(({ kind }) => kind)).toEqual(['deleted', 'restored']);
});

test('nothing is purged within the retention, while deliveries report it, or after it is accessible again', async () => {
  await fill();
  await unlink(8, 1);
  await lose(1, 29);
  expect(await purge()).toEqual({ repositories: 0, accounts: 0 });
  await lose(1, 31);
  await query('update repositories set synced_at = now() where id = 1');
  expect(await purge()).toEqual({ repositories: 0, accounts: 0 });
  await query(`update repositories set synced_at = now() - interval '40 days' where id = 1`);
  // Installed again, which was not recorded yet.
  await query('update installation_repositories set deleted_at = null where repository_id = 1');
  expect(await purge()).toEqual({ repositories: 0, accounts: 0 });
  expect((await counts(1)).slice(0, 3)).toEqual([10, 2, 5]);
});

test('a repository that becomes accessible during its purge keeps the rest, and must be imported', async () => {
  await fill();
  await unlink(8, 1);
  await lose(1, 31);
  // Jobs are deleted last: when the first of them are, a user installs the App again.
  await query(`
    create function install_again() returns trigger language plpgsql as $$ begin
      update installation_repositories set deleted_at = null where repository_id = 1;
      return null;
    end $$;
    create trigger install_again after delete on workflow_jobs execute function install_again()`);
  expect(await purge()).toMatchObject({ repositories: 0 });
  expect(await counts(1)).toEqual([0, 0, 2, 0, 1]);
  expect(await query('select last_synced_at from repositories where id = 1')).toEqual([
    { last_synced_at: null },
  ]);
});

const lateRows = `
  insert into issues (id, number, repository_id, author_id, deleted_at, ${keptColumns})
  values (777, 777, 1, 400, null, ${kept}), (778, 778, 1, 400, now(), ${kept}) on conflict do nothing;
  insert into repository_lists (repository_id, resource) values (1, 'issues') on conflict do nothing;
  insert into projects (repository_id, name) values (1, 'late') on conflict do nothing;
  insert into accounts (id, login, ${keptColumns}) values (400, 'late', ${kept}) on conflict do nothing`;
const lateCounts = async () => {
  const tables = ['issues', 'repository_lists', 'projects'];
  const rows = await Promise.all(
    tables.map((table) => query(`select count(*) from ${table} where repository_id = 1`)),
  );
  const accounts = await query('select count(*) from accounts where id = 400');
  return [...rows, accounts].map(([row]) => row.count);
};

test.each([
  ['an inaccessible', () => Promise.all([unlink(8, 1), lose(1, 31)])],
  [
    'an untracked',
    () => query(`update repositories set untracked_at = now() - interval '31 days' where id = 1`),
  ],
])(
  'rows written into %s repository during its purge are purged too, and later ones remain',
  async (_, end) => {
    await fill();
    await end();
    // A transaction that started before, and commits when the jobs are deleted, after the issues.
    await query(`
    create function write_late() returns trigger language plpgsql as $$ begin
      ${lateRows};
      return null;
    end $$;
    create trigger write_late after delete on workflow_jobs for each row execute function write_late()`);
    expect(await purge()).toMatchObject({ repositories: 1 });
    expect((await counts(1)).slice(0, 3)).toEqual([0, 0, 0]);
    expect(await lateCounts()).toEqual([0, 0, 0, 0]);
    // The next pass finds one that commits after all that.
    await query('drop function write_late cascade');
    await query(lateRows);
    await purge();
    expect(await lateCounts()).toEqual([0, 0, 0, 0]);
    expect((await counts(2))[0]).toBe(10);
    if ((await query('select from repositories where id = 1')).length > 0)
      await changeTracking(connection.database, 1, { isTracked: true });
    await query(
      `insert into repositories (id, name, full_name, owner_login, ${keptColumns}) values (1, 'a', 'x/a', 'x', ${kept})
     on conflict do nothing;
     ${lateRows}`,
    );
    await purge();
    expect(await lateCounts()).toEqual([2, 1, 1, 1]);
  },
);

test.each([true, false])(
  'a purged repository that a replayed delivery stores again is inaccessible, and purged again (tokens: %s)',
  async (byTokens) => {
    await fill();
    await unlink(8, 1);
    await lose(1, 31);
    await purge();
    await query(`update purged_repositories set purged_at = now() - interval '10 days'`);
    await query(
      `insert into repositories (id, full_name, ${keptColumns}) values (1, 'acme/r1', ${kept}); ${lateRows}`,
    );
    await purge();
    await mark(byTokens);
    expect([await inaccessible(), await lateCounts()]).toEqual([[1], [2, 1, 1, 1]]);
    await lose(1, 31);
    await purge();
    expect([await counts(1), await lateCounts()]).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    // A credential can access it again.
    await query(
      `insert into repositories (id, full_name, fetched_at, ${keptColumns}) values (1, 'acme/r1', now(), ${kept})`,
    );
    await mark(byTokens);
    expect(await inaccessible()).toEqual([]);
  },
);

test('a deleted installation is removed after its retention, once none of its repositories waits for its purge', async () => {
  await query(`update installations set deleted_at = now() - interval '31 days' where id = 8`);
  await lose(1, 20);
  await purge();
  expect(await query('select id from installations order by id')).toEqual([{ id: 8 }, { id: 9 }]);
  await lose(1, 31);
  await purge();
  expect(await query('select id from installations order by id')).toEqual([{ id: 9 }]);
  expect(await query('select installation_id from installation_repositories')).toEqual([
    { installation_id: 9 },
  ]);
});

test('the objects of an organisation are purged with its last installation, and those of other organisations are not', async () => {
  await query(`insert into runners (scope, id, organization_id, ${keptColumns})
    select 'orgs/' || id, id, id, ${kept} from unnest(array[100, 101]) as id`);
  const runners: Resource = {
    ...part('runners'),
    ...{ key: ['scope', 'id'], inRepository: false, inOrganization: true },
  };
  const remaining = async () => {
    await purgeInaccessible(connection.database, [...resources, runners], { retentionDays: 30 });
    return (await query('select id from runners order by id')).map(({ id }) => id);
  };
  await query(`delete from installation_repositories`);
  await query(`update installations set deleted_at = now() - interval '31 days' where id = 8`);
  expect(await remaining()).toEqual([100, 101]);
  await query(`update installations set deleted_at = now() - interval '31 days' where id = 9`);
  expect(await remaining()).toEqual([101]);
});
