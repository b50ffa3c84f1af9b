import { contract } from '@hubtwin/contract';
import { exampleDeliveries } from '@hubtwin/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  commitSha,
  installationOf,
  issueOf,
  jobOf,
  labelOf,
  pullOf,
  pushOf,
  releaseOf,
  runOf,
} from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { storeDelivery } from './store.ts';

const repo = { id: 1001, fullName: 'acme/rocket' };
const base = '/api/v1/repositories/acme/rocket';

let api: TestApi;
const addresses: Partial<Record<keyof typeof contract, string>> = {
  getHealth: '/healthz',
  getReadiness: '/readyz',
  getOpenApi: '/openapi.json',
  getDocs: '/docs',
  listRepositories: '/api/v1/repositories',
  getRepositoryById: '/api/v1/repositories/by-id/1001',
  getRepository: base,
  getRepositoryInfo: `${base}/info`,
  listBranches: `${base}/branches`,
  listCommits: `${base}/commits?author=octocat`,
  getCommit: `${base}/commits/${commitSha(11)}`,
  listPullRequests: `${base}/pulls?state=open&author=octocat`,
  getPullRequest: `${base}/pulls/8`,
  listIssues: `${base}/issues?state=open&author=octocat&since=2026-01-01T00:00:00Z`,
  getIssue: `${base}/issues/5`,
  listLabels: `${base}/labels`,
  listReleases: `${base}/releases`,
  listWorkflowRuns: `${base}/runs?status=completed&conclusion=success&branch=main`,
  getWorkflowRun: `${base}/runs/61`,
  listWorkflowJobs: `${base}/runs/61/jobs`,
  listChanges: `${base}/changes`,
  listAllIssues: '/api/v1/issues?state=open',
  listAllPullRequests: '/api/v1/pulls',
  listAllWorkflowRuns: '/api/v1/runs?status=completed',
  listInstallations: '/api/v1/installations',
  getInstallation: '/api/v1/installations/77',
  listInstallationRepositories: '/api/v1/installations/77/repositories',
  listWebhookEvents: '/api/v1/webhooks/events?event=issues&action=opened&repository=acme/rocket',
  getWebhookStats: '/api/v1/webhooks/stats?hours=1',
  getWebhookHealth: '/api/v1/webhooks/health',
  replayWebhookEvents: '/api/v1/webhooks/events/replay',
  recoverWebhookEvents: '/api/v1/webhooks/recover',
};

beforeAll(async () => {
  api = await startApi({ github: { tokens: ['a-token'] } });
  await api.apply([
    ...exampleDeliveries(),
    installationOf(77, [repo]),
    issueOf(repo, { id: 41, number: 5, body: 'help' }),
    pullOf(repo, { id: 43, number: 8 }),
    pushOf(repo, 'main', 11),
    labelOf(repo, 51, 'bug'),
    releaseOf(repo, 55),
    runOf(repo, { id: 61 }),
    jobOf(repo, 62, 61),
  ]);
  const end = { status: 'processed', action: 'opened', repository_id: repo.id } as const;
  const guid = await storeDelivery(api, 'issues', { action: 'opened' }, end);
  addresses.getWebhookEvent = `/api/v1/webhooks/events/${guid}`;
  addresses.replayWebhookEvent = `/api/v1/webhooks/events/${guid}/replay`;
});
afterAll(() => api[Symbol.asyncDispose]());

describe('each route answers as its contract says', () => {
  test.for(Object.keys(contract) as (keyof typeof contract)[])('%s', async (name) => {
    const { method, status, response, mediaType } = contract[name];
    const address = addresses[name];
    if (address === undefined) throw new Error(`no address for ${name}`);
    const body = name === 'replayWebhookEvents' ? { event: 'issues' } : undefined;
    const answer = await api.ask(address, { method: method.toUpperCase(), ...(body ? { body } : {}) });

    expect(answer.status, answer.text).toBe(status);
    expect(answer.headers.get('content-type')).toContain(mediaType);
    const parsed = response.safeParse(answer.json ?? answer.text);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(answer.json ?? answer.text);
    if (name.startsWith('list')) expect(answer.json.data.length).toBeGreaterThan(0);
  });
});

describe('every read', () => {
  const stable = Object.entries(addresses).filter(
    ([name]) => !/replay|recover|Stats|Health$|Docs/.test(name),
  );
  test.for(stable)('%s has an ETag, and is 304 to who has it', async ([, address]) => {
    const first = await api.ask(address);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = await api.ask(address, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await api.ask(address, { headers: { 'if-none-match': 'W/"other"' } });
    expect(other.status).toBe(200);
  });
});

test('an issue is shown with GitHub’s names, and with its own object', async () => {
  const { json } = await api.ask(`${base}/issues/5`);
  expect(json).toMatchObject({
    id: 41,
    number: 5,
    user: { id: 7, login: 'octocat' },
    assignees: ['octocat'],
    labels: ['bug'],
    milestone: { number: 3 },
    repository: { id: 1001, full_name: 'acme/rocket' },
    updated_at: '2026-03-01T12:00:00.000Z',
    source: 'webhook',
    raw: { id: 41, title: 'Found a bug', body: 'help' },
  });
});

test('a pull request, a commit, a run and the info of a repository carry GitHub’s own object', async () => {
  const raws = await Promise.all(
    [`${base}/pulls/8`, `${base}/commits/${commitSha(11)}`, `${base}/runs/61`, `${base}/info`].map(
      async (path) => (await api.ask(path)).json.raw,
    ),
  );
  expect(raws).toMatchObject([{ id: 43 }, { sha: commitSha(11) }, { id: 61 }, { id: 1001 }]);
  expect((await api.ask(base)).json).not.toHaveProperty('raw');
});

test('an answer may be kept by its asker only, and is always asked for again', async () => {
  const { headers } = await api.ask(base);
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(headers.get('vary')).toContain('Authorization');
});

test('HEAD answers like GET without the body', async () => {
  const answer = await api.ask(base, { method: 'HEAD' });
  expect([answer.status, answer.text]).toEqual([200, '']);
});

test('the jobs of a run that is not known are 404, those of a run without jobs an empty list', async () => {
  await api.apply([runOf(repo, { id: 63 })]);
  expect((await api.ask(`${base}/runs/63/jobs`)).json).toEqual({ data: [], next_cursor: null });
  expect((await api.ask(`${base}/runs/64/jobs`)).status).toBe(404);
});
