import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRunOf, type Delivery, issueOf, statusOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 4001, fullName: 'acme/rocket' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([issueOf(repo, { id: 1, number: 1 })]);
});
afterAll(() => api[Symbol.asyncDispose]());

let lastId = 100;
const nextId = () => {
  lastId += 10;
  return lastId;
};

type Check = (sha: string) => Delivery;

const run =
  (name: string, status: string, conclusion: string | null = null): Check =>
  (sha) => {
    const { event, payload } = checkRunOf(repo, nextId(), sha);
    return {
      event,
      payload: { ...payload, check_run: { ...Object(payload.check_run), name, status, conclusion } },
    };
  };

const status =
  (context: string, state: string): Check =>
  (sha) => {
    const { event, payload } = statusOf(repo, nextId(), sha);
    return { event, payload: { ...payload, context, state } };
  };

test.for<[title: string, checks: Check[], state: string]>([
  ['a success', [run('test', 'completed', 'success')], 'success'],
  [
    'skipped and neutral runs',
    [run('a', 'completed', 'skipped'), run('b', 'completed', 'neutral')],
    'success',
  ],
  ...['failure', 'cancelled', 'timed_out', 'action_required', 'stale', 'startup_failure'].map(
    (conclusion): [string, Check[], string] => [
      `a run with the conclusion ${conclusion}`,
      [run('a', 'completed', conclusion), run('b', 'completed', 'success')],
      'failure',
    ],
  ),
  ...['queued', 'in_progress', 'waiting', 'requested', 'pending'].map((state): [string, Check[], string] => [
    `a run that is ${state}`,
    [run('a', state), run('b', 'completed', 'success')],
    'pending',
  ]),
  [
    'a failure beside a run that has not ended',
    [run('a', 'in_progress'), run('b', 'completed', 'failure')],
    'failure',
  ],
  [
    'a failed status beside a successful run',
    [status('ci', 'failure'), run('b', 'completed', 'success')],
    'failure',
  ],
  ['an error', [status('ci', 'error'), status('other', 'pending')], 'error'],
  ['a pending status', [status('ci', 'pending'), run('b', 'completed', 'success')], 'pending'],
  ['a status that failed before it succeeded', [status('ci', 'failure'), status('ci', 'success')], 'success'],
])('the state of a commit with %s', async ([, checks, state]) => {
  const sha = `${nextId()}`.padStart(40, 'c');
  await api.apply(checks.map((check) => check(sha)));
  const { json } = await api.ask(`/api/v1/repositories/acme/rocket/commits/${sha}/status`);
  expect(json).toMatchObject({ sha, state });
});
