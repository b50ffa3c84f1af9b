import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobOf, runOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const rocket = { id: 1001, fullName: 'acme/rocket' };
const hidden = { id: 1002, fullName: 'acme/hidden' };

let api: TestApi;
let limited: string;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    runOf(rocket, { id: 61 }),
    jobOf(rocket, 62, 61),
    runOf(hidden, { id: 63 }),
    jobOf(hidden, 64, 63),
  ]);
  limited = await api.createKey({ scopes: ['read'], repositoryIds: [rocket.id] });
});
afterAll(() => api[Symbol.asyncDispose]());

const idsOf = (json: { data?: { id: number }[] }) => (json.data ?? []).map(({ id }) => id);

test('a job is returned by its id, with its steps', async () => {
  const { status, json } = await api.ask('/api/v1/jobs/62');
  expect(status).toBe(200);
  expect(json).toMatchObject({ id: 62, run_id: 61, repository: { full_name: 'acme/rocket' } });
  expect(json.steps).toEqual([
    {
      ...{ name: 'Set up job', status: 'completed', conclusion: 'success', number: 1 },
      ...{ started_at: '2026-03-01T12:00:00.000Z', completed_at: null },
    },
  ]);
});

test('jobs of all repositories are listed, and those of one repository by its name', async () => {
  expect(idsOf((await api.ask('/api/v1/jobs?sort=id')).json)).toEqual([64, 62]);
  expect(idsOf((await api.ask('/api/v1/jobs?repository=Acme/Rocket')).json)).toEqual([62]);
  expect((await api.ask('/api/v1/jobs?repository=acme/unknown')).status).toBe(404);
});

test('a limited key sees the jobs of its repositories only', async () => {
  expect(idsOf((await api.ask('/api/v1/jobs', { key: limited })).json)).toEqual([62]);
  expect((await api.ask('/api/v1/jobs/62', { key: limited })).status).toBe(200);
  expect((await api.ask('/api/v1/jobs/64', { key: limited })).status).toBe(404);
  expect((await api.ask('/api/v1/jobs?repository=acme/hidden', { key: limited })).status).toBe(404);
});
