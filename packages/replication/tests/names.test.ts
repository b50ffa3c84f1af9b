import { issues } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const by = 'ada-okafor';
const sizes = { commits: 12, issues: 8, pullRequests: 4, runs: 4, branches: 2, labels: 3, releases: 1 };
const world = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };
const name = 'demo-org/monolith';

/** The repository was renamed, and another one has its name now, without any delivery or redirect. */
async function renamedAndReplaced(): Promise<{ twin: TestTwin; id: number; otherId: number }> {
  const twin = await startTwin(world);
  await twin.importAll([name]);
  const id = twin.repositoryIdOf(name);
  const { commands } = twin.running.simulator;
  commands.renameRepository({ repository: 'monolith', by, name: 'moved' });
  const { value: other } = commands.createRepository({ repository: 'monolith', by, private: true });
  for (let n = 0; n < 12; n++) commands.openIssue({ repository: 'monolith', by, title: 'Secret' });
  commands.createLabel({ repository: 'monolith', by, name: 'secret', color: 'ffffff' });
  commands.push({ repository: 'monolith', by, branch: 'main', commits: [{ message: 'secret' }] });
  return { twin, id, otherId: other.id };
}

async function stored({ connection: { pool } }: TestTwin) {
  const { rows } = await pool.query(`
    select (select count(*)::int from issues where title = 'Secret') as issues,
           (select count(*)::int from labels where name = 'secret') as labels,
           (select count(*)::int from commits where message = 'secret') as commits,
           (select count(*)::int from issues where deleted_at is not null)
             + (select count(*)::int from pull_requests where deleted_at is not null)
             + (select count(*)::int from labels where deleted_at is not null)
             + (select count(*)::int from branches where deleted_at is not null) as deleted`);
  return rows[0];
}
const untouched = { issues: 0, labels: 0, commits: 0, deleted: 0 };

const nameOf = async ({ connection: { pool } }: TestTwin, id: number) =>
  (await pool.query(`select full_name from repositories where id = ${id}`)).rows[0].full_name;

test.each([
  ['a sync of everything', null, false],
  ['a forced sync', null, true],
  ['a sync of issues', ['issues'], false],
  ['a sync of a history', ['commits', 'branches'], true],
] as const)('%s stores nothing of a repository that has the name now', async (_, names, isFull) => {
  const { twin, id } = await renamedAndReplaced();
  await using _twin = twin;
  const { database } = twin.connection;
  twin.running.simulator.commands.openIssue({ repository: 'moved', by, title: 'Ours' });
  await syncRepository(id, names, { database, github: twin.github, priority: 'high', isFull });
  expect(await stored(twin)).toEqual(untouched);
  expect(await nameOf(twin, id)).toBe('demo-org/moved');
  const { rows } = await twin.connection.pool.query(`select repository_id from issues where title = 'Ours'`);
  if (names === null || names.some((each) => each === 'issues'))
    expect(rows).toEqual([{ repository_id: id }]);
});

test('an import stores nothing of a repository that has the name now', async () => {
  const { twin, id } = await renamedAndReplaced();
  await using _twin = twin;
  await twin.connection.pool.query('delete from issues');
  await twin.importAll([name, 'demo-org/moved'].slice(1));
  expect(await stored(twin)).toEqual(untouched);
  const { rows } = await twin.connection.pool.query(
    `select count(*)::int as issues from issues where repository_id = ${id}`,
  );
  expect(rows).toEqual([{ issues: sizes.issues }]);
});

test.each([[1], [5]])(
  'fetching %i uncertain objects neither deletes them nor stores those of another repository',
  async (count) => {
    const { twin, id } = await renamedAndReplaced();
    await using _twin = twin;
    const { database, pool } = twin.connection;
    await pool.query(
      `update issues set refetch_reasons = '{"tie": " 2026"}', synced_at = now() - interval '1 hour'
      where id in (select id from issues order by number limit ${count})`,
    );
    const settled = await refetchUncertain(issues, id, { database, github: twin.github, priority: 'high' });
    expect(settled.uncertain).toBe(count);
    expect(await stored(twin)).toEqual(untouched);
  },
);

test('a forged name is not resolved', async () => {
  await using twin = await startTwin(world);
  await twin.importAll([name]);
  const id = twin.repositoryIdOf(name);
  const { commands } = twin.running.simulator;
  commands.createRepository({ repository: 'vault', by, private: true });
  commands.openIssue({ repository: 'vault', by, title: 'Secret' });
  const { database, pool } = twin.connection;
  await pool.query(`update repositories set full_name = 'demo-org/vault' where id = ${id}`);
  await syncRepository(id, null, { database, github: twin.github, priority: 'high', isFull: true });
  expect(await stored(twin)).toEqual(untouched);
});

test.each([false, true])(
  'an import continues if its organisation is renamed in between (its old name taken: %s)',
  async (isTaken) => {
    await using twin = await startTwin(world);
    const { commands } = twin.running.simulator;
    const id = twin.repositoryIdOf(name);
    const { jobId } = await twin.import(name, { pages: 2 });
    commands.renameOrganisation({ login: 'new-org', by });
    if (isTaken) {
      commands.createUser({ login: 'demo-org' });
      commands.createRepository({ repository: 'demo-org/monolith', by: 'demo-org' });
      commands.openIssue({ repository: 'demo-org/monolith', by: 'demo-org', title: 'Secret' });
    }
    const { failures } = await twin.import('new-org/monolith', { jobId });
    expect(failures).toEqual([]);
    expect(await nameOf(twin, id)).toBe('new-org/monolith');
    const { rows } = await twin.connection.pool.query(
      `select count(*)::int as issues, bool_or(title = 'Secret') as mixed from issues where repository_id = ${id}`,
    );
    expect(rows).toEqual([{ issues: sizes.issues, mixed: false }]);
  },
);
