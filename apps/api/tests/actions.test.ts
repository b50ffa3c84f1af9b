import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

const kept = `'{}'::jsonb, '', 'sync', now()`;
const keptColumns = 'raw, version, source, synced_at';

let api: TestApi;
let limited: string;
beforeAll(async () => {
  api = await startApi();
  const jobs = (
    values: string,
  ) => `insert into workflow_jobs (id, repository_id, run_attempt, name, workflow_name, head_sha,
    status, conclusion, labels, runner_id, runner_name, runner_group_name, created_at, started_at, completed_at, ${keptColumns})
    select id, repository_id, attempt, name, workflow, sha, status, conclusion, labels, 5, runner, runner_group, created,
           created + wait * interval '1 second', created + (wait + ran) * interval '1 second', ${kept}
      from (values ${values}) as v (id, repository_id, attempt, name, workflow, sha, status, conclusion, labels, runner,
                                    runner_group, created, wait, ran)`;
  const at = `'2026-03-01T10:00Z'::timestamptz`;
  const done = `'completed'`;
  const own = `array['self-hosted', 'GPU'], 'build-01', 'Default', ${at}`;
  const theirs = `array['ubuntu-latest'], 'GitHub Actions 7', 'GitHub Actions', ${at}`;
  for (const statement of [
    `insert into accounts (id, login, type, ${keptColumns}) values (9, 'acme', 'Organization', ${kept})`,
    `insert into repositories (id, full_name, owner_id, ${keptColumns})
     values (1, 'acme/one', 9, ${kept}), (2, 'acme/two', 9, ${kept})`,
    jobs(`
      (1, 1, 1, 'test', 'CI', 'a', ${done}, 'failure', ${own}, 10, 600),
      (2, 1, 2, 'test', 'CI', 'a', ${done}, 'success', ${own}, 20, 600),
      (3, 1, 1, 'test', 'CI', 'b', ${done}, 'success', ${theirs}, 30, 60),
      (4, 1, 1, 'lint', 'CI', 'b', ${done}, 'skipped', null, '', null, ${at}, 0, 0),
      (5, 2, 1, 'test', 'CI', 'c', ${done}, 'timed_out', ${theirs}, 0, 60),
      (6, 2, 1, 'test', 'CI', 'd', ${done}, 'success', ${theirs.replace(at, `${at} - interval '1 day'`)}, 0, 60),
      (7, 1, 1, 'test', 'CI', 'e', 'in_progress', null, ${own.replace(at, `now() - interval '1 minute'`)}, 0, null),
      (8, 1, 1, 'test', 'CI', 'e', 'queued', null, array['self-hosted', 'GPU'], '', null, now() - interval '2 hours', 0, null),
      (9, 1, 1, 'test', 'CI', 'e', 'queued', null, array['gpu', 'Self-Hosted'], '', null, now() - interval '1 minute', 0, null),
      (10, 2, 1, 'test', 'CI', 'e', 'queued', null, array['ubuntu-latest'], '', null, now() - interval '2 minutes', 0, null)`),
    `insert into runners (scope, id, organization_id, name, status, labels, ${keptColumns})
     values ('orgs/9', 5, 9, 'build-01', 'offline', array['self-hosted', 'GPU'], ${kept}),
            ('orgs/9', 6, 9, 'build-02', 'online', array['self-hosted', 'Linux'], ${kept})`,
  ])
    await sql.raw(statement).execute(api.connection.database);
  limited = await api.createKey({ scopes: ['read'], repositoryIds: [2] });
});
afterAll(() => api[Symbol.asyncDispose]());

const period = 'since=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z';
const stats = async (by: string, key?: string) =>
  (await api.ask(`/api/v1/actions/stats?by=${by}&${period}`, key === undefined ? {} : { key })).json;

test('statistics of a workflow have its queue wait, durations, failures, re-runs and flaky jobs', async () => {
  const json = await stats('workflow');
  expect(json).toMatchObject({ by: 'workflow', other: { groups: 0, jobs: 0 } });
  expect(json.groups).toEqual([
    {
      ...{ key: 'CI', repository: { id: 1, full_name: 'acme/one' }, jobs: 4 },
      ...{ queue_seconds: { p50: 20, p95: 29 }, duration_seconds: { p50: 600, p95: 600 } },
      ...{ failure_rate: 1 / 3, rerun_rate: 0.25, flaky: { count: 1, rate: 0.5 } },
      ...{ minutes: 21, utilisation: null },
    },
    {
      ...{ key: 'CI', repository: { id: 2, full_name: 'acme/two' }, jobs: 1 },
      ...{ queue_seconds: { p50: 0, p95: 0 }, duration_seconds: { p50: 60, p95: 60 } },
      ...{ failure_rate: 1, rerun_rate: 0, flaky: { count: 0, rate: 0 } },
      ...{ minutes: 1, utilisation: null },
    },
  ]);
});

test('a job counts for each label; runners of GitHub are one group, and others have their utilisation', async () => {
  const byLabel = (await stats('label')).groups.map(({ key, jobs }: { key: string; jobs: number }) => [
    key,
    jobs,
  ]);
  expect(byLabel).toEqual([
    ['GPU', 2],
    ['self-hosted', 2],
    ['ubuntu-latest', 2],
    [null, 1],
  ]);
  const byRunner = (await stats('runner')).groups;
  expect(byRunner).toMatchObject([
    { key: 'GitHub Actions', jobs: 2, utilisation: null },
    { key: 'build-01', repository: null, jobs: 2, utilisation: 1_200 / 86_400 },
    { key: null, jobs: 1, minutes: 0 },
  ]);
  const byRepository = (await stats('repository')).groups;
  expect(byRepository).toMatchObject([
    { key: 'acme/one', jobs: 4 },
    { key: 'acme/two', jobs: 1 },
  ]);
});

test('a limited key counts the jobs of its repositories only', async () => {
  expect((await stats('workflow', limited)).groups).toMatchObject([{ repository: { id: 2 }, jobs: 1 }]);
});

test('the queue has what waits by its labels, labels without an online runner, and stuck jobs', async () => {
  const { json } = await api.ask('/api/v1/actions/queue');
  expect(json.waiting).toMatchObject([
    { labels: ['gpu', 'self-hosted'], jobs: 2, oldest: { id: 8, repository: { full_name: 'acme/one' } } },
    { labels: ['ubuntu-latest'], jobs: 1, oldest: { id: 10 } },
  ]);
  expect(json).toMatchObject({ waiting_jobs: 3, labels_without_runner: ['gpu'] });
  expect(json.stuck).toMatchObject([
    { id: 8, status: 'queued', runner: null, reason: 'long_queued' },
    { id: 7, status: 'in_progress', runner: 'build-01', reason: 'runner_offline' },
  ]);
});

test('a limited key sees what waits in its repositories, and no labels of runners', async () => {
  const { json } = await api.ask('/api/v1/actions/queue', { key: limited });
  expect(json).toMatchObject({
    waiting: [{ jobs: 1 }],
    waiting_jobs: 1,
    labels_without_runner: null,
    stuck: [],
  });
});
