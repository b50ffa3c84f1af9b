import { expect, test } from 'vitest';
import { discoverRepository } from '../src/import/discover-repository.ts';
import { startTwin } from './start-twin.ts';

test('a repository that an organisation reported is stored only if GitHub shows that it belongs to the organisation', async () => {
  await using twin = await startTwin({ repositories: 1 });
  const { database, pool } = twin.connection;
  const names = [...twin.running.simulator.world.names.keys()];
  const id = twin.repositoryIdOf(names[0] ?? '');
  const discover = (repositoryId: number, by: { login: string; id: number | null }) =>
    discoverRepository({ database, github: twin.github }, repositoryId, by, { priority: 'high' });
  const isStored = async (repositoryId: number) =>
    (await pool.query('select 1 from repositories where id = $1', [repositoryId])).rowCount === 1;
  await pool.query('delete from repositories');

  expect(await discover(334_000, { login: 'demo-org', id: null })).toBe(false);
  expect(await discover(id, { login: 'other-org', id: null })).toBe(false);
  expect(await discover(id, { login: 'demo-org', id: 1 })).toBe(false);
  expect([await isStored(334_000), await isStored(id)]).toEqual([false, false]);
  expect(await discover(id, { login: 'Demo-Org', id: null })).toBe(true);
  expect(await isStored(id)).toBe(true);
});
