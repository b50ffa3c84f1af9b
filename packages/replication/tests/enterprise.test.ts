import { expect, test } from 'vitest';
import { estimateImport } from '../src/import/estimate-import.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { startTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const sizes = { commits: 120, issues: 130, pullRequests: 12, runs: 10, branches: 3, labels: 5, releases: 2 };

test('an Enterprise Server is imported and probed: REST under /api/v3, GraphQL beside it', async () => {
  await using twin = await startTwin({ repositories: 1, sized: [{ name: 'monolith', ...sizes }] }, 3, {
    isEnterprise: true,
  });
  const { database, pool } = twin.connection;
  const call = { priority: 'high' } as const;
  const id = twin.repositoryIdOf(name);
  const [installation = 0] = twin.running.simulator.world.installations.keys();
  expect(await listInstallation({ database, github: twin.github }, installation, call)).toContain(id);
  expect((await estimateImport({ database, github: twin.github }, [id], call)).get(id)).toBeGreaterThan(5);
  await twin.importAll([name]);
  const { rows } = await pool.query('select count(*)::int from issues where repository_id = $1', [id]);
  expect(rows).toEqual([{ count: sizes.issues }]);
  await pool.query('update repositories set last_synced_at = now()');
  const view = twin.github.forInstallation(installation);
  const probe = await probeDrift({ database, view }, { among: { repositoryIds: [id] } }, call);
  expect([probe.probed, probe.inaccessible]).toEqual([1, []]);
  expect(twin.running.rest.log.list({ status: 404 })).toEqual([]);
});
