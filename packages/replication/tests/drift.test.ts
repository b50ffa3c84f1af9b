import { labels, resources } from '@hubtwin/resources';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lastSample, saveSample } from '../src/drift/last-sample.ts';
import { sampleDrift } from '../src/drift/sample-drift.ts';
import { stalenessOf } from '../src/drift/staleness.ts';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { listInstallation } from '../src/import/list-installation.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const call = { priority: 'high' } as const;
let twin: TestTwin;
beforeAll(async () => {
  twin = await startTwin(null);
  const { simulator } = twin.running;
  simulator.commands.install({ by: 'ada-okafor' });
  const [installation] = simulator.world.installations.values();
  const { database } = twin.connection;
  await listInstallation({ database, github: twin.github }, installation?.id ?? 0, call);
  await twin.import('demo-org/storefront');
});
afterAll(() => twin[Symbol.asyncDispose]());
beforeEach(async () => {
  await saveSample(twin.connection.database, { at: new Date(0).toISOString(), resources: {} });
});

const query = async (sql: string) => (await twin.connection.pool.query(sql)).rows;
const everything = 50 * resources.length;
const sample = (objects = everything, everyMs = 3_600_000) =>
  sampleDrift({ database: twin.connection.database, github: twin.github, objects, everyMs, ...call });

test('a twin that equals GitHub has no drift, and each resource with objects is verified', async () => {
  expect(await sample()).toEqual([]);
  const found = (await lastSample(twin.connection.database))?.resources;
  expect(found?.labels).toMatchObject({ different: 0, provedAt: expect.any(String) });
  expect(found?.labels?.checked).toBeGreaterThan(5);
  expect(found?.releases).toEqual({ checked: 0, different: 0, provedAt: null });
});

test('differences are found field by field, reported, and fixed', async () => {
  const labelId = (name: string) =>
    [
      ...(twin.running.simulator.world.repositories
        .get(twin.repositoryIdOf('demo-org/storefront'))
        ?.labels.values() ?? []),
    ].find((label) => label.name === name)?.id;
  const removed = labelId('wontfix');
  twin.running.simulator.commands.deleteLabel({
    repository: 'storefront',
    by: 'ada-okafor',
    name: 'wontfix',
  });
  await query(`update labels set raw = raw || '{"color": "000000"}', color = '000000' where name = 'bug'`);
  const found = await sample();
  expect(found).toHaveLength(2);
  expect(found).toEqual(
    expect.arrayContaining([
      { resource: 'labels', key: { id: labelId('bug') }, fields: ['color'] },
      { resource: 'labels', key: { id: removed }, fields: ['deleted_at'] },
    ]),
  );
  expect((await lastSample(twin.connection.database))?.resources.labels?.different).toBe(2);
  // A deletion requires two attempts.
  await query(
    `update labels set refetch_reasons = '{"missing": " 2026-01-01T00:00:00Z"}' where refetch_reasons is not null`,
  );
  const { database } = twin.connection;
  await refetchUncertain(labels, twin.repositoryIdOf('demo-org/storefront'), {
    database,
    github: twin.github,
    ...call,
  });
  expect(
    await query(
      `select color, deleted_at is not null as removed from labels where name in ('bug', 'wontfix') order by name`,
    ),
  ).toEqual([
    { color: 'd73a4a', removed: false },
    { color: 'ffffff', removed: true },
  ]);
  await saveSample(twin.connection.database, { at: new Date(0).toISOString(), resources: {} });
  expect(await sample()).toEqual([]);
});

test('a recent change is lag, not drift, and is stored nevertheless', async () => {
  const { commands } = twin.running.simulator;
  commands.editRepository({ repository: 'storefront', by: 'ada-okafor', description: 'Lost edit' });
  expect(await sample()).toEqual([]);
  expect(await query(`select 1 from repositories where description = 'Lost edit'`)).toHaveLength(1);
});

test('a pass sends no more requests than allowed, and none before the interval, nor in a new twin', async () => {
  const { log } = twin.running.rest;
  log.clear();
  expect(await sample(20)).toEqual([]);
  expect(log.list().filter(({ route }) => !`${route}`.includes('access_tokens')).length).toBeLessThanOrEqual(
    20,
  );
  log.clear();
  expect(await sample(20)).toBeNull();
  await query(`delete from sync_cursors where scope = 'drift:sample'`);
  expect(await sample(20)).toEqual([]);
  expect(log.list()).toEqual([]);
});

test('staleness depends on the least recently verified repository, the sample, and the oldest delivery', async () => {
  const { database } = twin.connection;
  const before = new Date(Date.now() - 5 * 60_000).toISOString();
  const checked = { checked: 1, different: 0, provedAt: before };
  await saveSample(database, { at: before, resources: { accounts: checked, issues: checked } });
  await query('update repositories set last_synced_at = null');
  expect([...(await stalenessOf(database)).keys()].sort()).toEqual(['accounts', 'issues']);

  const synced = (minutes: number, which: string) =>
    query(`update repositories set last_synced_at = now() - interval '${minutes} minutes' where ${which}`);
  await synced(3, 'true');
  await synced(10, `name = 'storefront'`);
  const minutes = async () => {
    const ages = await stalenessOf(database);
    return ['issues', 'accounts', 'releases'].map((name) => Math.round((ages.get(name) ?? 0) / 60));
  };
  expect(await minutes()).toEqual([10, 5, 10]);
  await query(
    `insert into webhook_deliveries (guid, event, batch, body_bytes, body_sha256, received_at)
     values (gen_random_uuid(), 'push', gen_random_uuid(), 1, '', now() - interval '20 minutes')`,
  );
  expect(await minutes()).toEqual([20, 20, 20]);
});
