import { inspect } from 'node:util';
import type { Logger } from '@hubtwin/telemetry';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGitHub, type TestGitHub } from './start-github.ts';

const get = 'GET /repos/{owner}/{repo}';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const urgent = { priority: 'critical' } as const;

let github: TestGitHub;
let lines: { level: string; message: string; fields: Record<string, unknown> }[];
beforeEach(async () => {
  github = await startGitHub();
  lines = [];
});
afterEach(() => github[Symbol.asyncDispose]());

function loggerOf(level: 'debug' | 'info'): Logger {
  const at = (level: string) => (fields: Record<string, unknown>, message: string) =>
    void lines.push({ level, message, fields });
  return {
    isLevelEnabled: (name: string) => level === 'debug' || name !== 'debug',
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
  } as unknown as Logger;
}
const messages = () => lines.map(({ level, message }) => `${level}: ${message}`);

test('each request is a line at debug with its cost and duration, and without secrets', async () => {
  await using client = github.connect({ logger: loggerOf('debug') });
  const [token] = client.credentials([]);
  const view = client.forTokens();
  await view.request(get, storefront, urgent);
  await view.request(get, storefront, urgent);
  await view.request(get, { ...storefront, repo: 'nothing' }, urgent).catch(() => {});
  expect(messages()).toEqual(Array.from({ length: 3 }, () => 'debug: GitHub request'));
  const sent = {
    route: get,
    path: '/repos/demo-org/storefront',
    resource: 'core',
    credential: token?.fingerprint,
    priority: 'critical',
    duration_ms: expect.any(Number),
    github_request_id: expect.any(String),
  };
  expect(lines.map(({ fields }) => fields)).toEqual([
    { ...sent, status: 200, cost: 1, remaining: 4_999 },
    { ...sent, status: 304, cost: 0, remaining: 4_999 },
    { ...sent, path: '/repos/demo-org/nothing', status: 404, cost: 1, remaining: 4_998 },
  ]);
  expect(JSON.stringify(lines)).not.toContain(github.token);
});

test('a retry is logged with its reason and its result', async () => {
  await using client = github.connect({ logger: loggerOf('info') });
  github.rest.faults.add({ fault: { kind: 'status', status: 502 }, count: 1 });
  await client.forTokens().request(get, storefront, urgent);
  expect(messages()).toEqual(['info: GitHub request is retried', 'info: retried GitHub request succeeded']);
  expect(lines).toMatchObject([
    { fields: { err: { code: 'github_server', status: 502, resource: get }, attempt: 1 } },
    { fields: { route: get, attempts: 1 } },
  ]);
});

test('a request that fails in spite of retries is logged as such; one that is refused immediately is not', async () => {
  await using client = github.connect({ logger: loggerOf('info'), retryCount: 2 });
  github.rest.faults.add({ fault: { kind: 'status', status: 500 } });
  const failed = client.forTokens().request(get, storefront, urgent);
  await expect(failed).rejects.toMatchObject({ code: 'github_server' });
  expect(messages()).toEqual([
    'info: GitHub request is retried',
    'info: GitHub request is retried',
    'info: retried GitHub request failed',
  ]);
  github.rest.faults.clear();
  lines.splice(0);
  await client
    .forTokens()
    .request(get, { ...storefront, repo: 'nothing' }, urgent)
    .catch(() => {});
  expect(lines).toEqual([]);
});

test('a missing response is a line, too', async () => {
  await using client = github.connect({ logger: loggerOf('debug'), retryCount: 0 });
  github.rest.faults.add({ fault: { kind: 'reset' }, count: 1 });
  await client
    .forTokens()
    .request(get, storefront, urgent)
    .catch(() => {});
  expect(lines[0]).toMatchObject({ message: 'GitHub request', fields: { status: null, cost: 0 } });
});

test('a token is in no line, for any failure', async () => {
  await using client = github.connect({ logger: loggerOf('debug'), retryCount: 1, timeoutMs: 1_000 });
  for (const view of [client.forTokens(), client.forInstallation(github.installationId), client.forApp()]) {
    for (const fault of [
      { kind: 'reset' },
      { kind: 'truncated' },
      { kind: 'timeout' },
      { kind: 'status', status: 500 },
      { kind: 'abuse', retryAfter: 0 },
    ] as const) {
      github.rest.faults.add({ fault, count: 2 });
      await view.request(get, storefront, { ...urgent, isFresh: true, deadlineMs: 8_000 }).catch(() => {});
      github.rest.faults.clear();
    }
  }
  const text = inspect(lines, { depth: null, showHidden: true });
  expect(lines.length).toBeGreaterThan(30);
  expect(text).not.toContain(github.token);
  expect(text).not.toMatch(/ghs_|PRIVATE KEY|Bearer|eyJ/);
});
