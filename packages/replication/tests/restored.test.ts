import { findNeverSynced } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { followMove } from '../src/fetch/follow-move.ts';
import { findImportable } from '../src/import/find-importable.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { listInstallations } from '../src/import/list-installations.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const sizes = { commits: 5, issues: 6, pullRequests: 3, runs: 2, branches: 1, labels: 2, releases: 1 };
const world = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };
const call = { priority: 'high' } as const;

/** The twin has the repository and its contents as deleted, for ten minutes. */
async function deletedByMistake(): Promise<{ twin: TestTwin; id: number }> {
  const twin = await startTwin(world);
  await twin.importAll([name]);
  const id = twin.repositoryIdOf(name);
  const { pool } = twin.connection;
  const at = new Date(Date.now() - 600_000).toISOString();
  for (const [table, condition] of [
    ['repositories', `id = ${id}`],
    ['issues', 'true'],
    ['pull_requests', 'true'],
    ['labels', 'true'],
  ])
    await pool.query(
      `update ${table} set deleted_at = '${at}', deletion_clock = '${at}', deletion_found_at = '${at}',
              fetched_at = fetched_at - interval '1 hour' where ${condition}`,
    );
  return { twin, id };
}

async function isShown({ connection: { pool } }: TestTwin, id: number): Promise<boolean> {
  const { rows } = await pool.query(
    `select deleted_at is null as shown, last_synced_at from repositories where id = ${id}`,
  );
  expect(rows[0].last_synced_at === null || !rows[0].shown, 'it counts as never synced').toBe(true);
  return rows[0].shown;
}

test.each([
  ['requested by its id', (twin: TestTwin, id: number) => followMove(id, contextOf(twin))],
  [
    'requested by its name',
    (twin: TestTwin) => findImportable(contextOf(twin), { owner: 'demo-org', repo: 'monolith' }, call),
  ],
  [
    'requested by a former name',
    (twin: TestTwin) => {
      twin.running.simulator.commands.renameRepository({ ...scene, name: 'moved' });
      twin.running.simulator.world.oldNames.clear();
      return findImportable(contextOf(twin), { owner: 'demo-org', repo: 'monolith' }, call);
    },
  ],
  [
    'listed by its installation',
    (twin: TestTwin) => listInstallation(contextOf(twin), installationOf(twin), call),
  ],
  [
    'listed by an installation that was marked as deleted',
    async (twin: TestTwin) => {
      const at = new Date(Date.now() - 600_000).toISOString();
      await twin.connection.pool.query(
        `update installations set deleted_at = '${at}', deletion_clock = '${at}', deletion_found_at = '${at}', fetched_at = null`,
      );
      await listInstallations(contextOf(twin), call);
      const { rows } = await twin.connection.pool.query('select deleted_at from installations');
      expect(rows).toEqual([{ deleted_at: null }]);
    },
  ],
  [
    'restored by its owner',
    async (twin: TestTwin) => {
      const { commands } = twin.running.simulator;
      commands.deleteRepository(scene);
      await listInstallation(contextOf(twin), installationOf(twin), call);
      commands.restoreRepository(scene);
      await listInstallation(contextOf(twin), installationOf(twin), call);
    },
  ],
] as [string, (twin: TestTwin, id: number) => Promise<unknown>][])(
  'a repository that is stored as deleted is restored once it is %s, and imported',
  async (_, request) => {
    const { twin, id } = await deletedByMistake();
    await using _twin = twin;
    await request(twin, id);
    expect(await isShown(twin, id)).toBe(true);
    const { database, pool } = twin.connection;
    expect(await findNeverSynced(database, { repositoryIds: [id] })).toEqual([id]);
    await twin.import(
      name.replace(
        'monolith',
        [...twin.running.simulator.world.repositories.values()].find((each) => each.id === id)?.name ?? '',
      ),
    );
    for (const table of ['issues', 'pull_requests', 'labels']) {
      const { rows } = await pool.query(`select count(*)::int from ${table} where deleted_at is not null`);
      expect([table, rows[0].count]).toEqual([table, 0]);
    }
  },
);

test('a repository that GitHub does not return stays deleted', async () => {
  const { twin, id } = await deletedByMistake();
  await using _twin = twin;
  twin.running.simulator.commands.deleteRepository(scene);
  expect(await followMove(id, contextOf(twin))).toBe(false);
  expect(await isShown(twin, id)).toBe(false);
});

const contextOf = ({ connection: { database }, github }: TestTwin) => ({ database, github, ...call });
const installationOf = ({ running }: TestTwin) => [...running.simulator.world.installations.keys()][0] ?? 0;
