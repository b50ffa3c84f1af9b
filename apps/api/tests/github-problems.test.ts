import { problem, problems } from '@hubtwin/contract';
import * as github from '@hubtwin/github';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { toProblem } from '../src/http/to-problem.ts';
import { installationOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let server: TestGitHub;
beforeAll(async () => {
  server = await startGitHub();
});
afterAll(() => server[Symbol.asyncDispose]());

type Fault = Parameters<TestGitHub['simulator']['rest']['faults']['add']>[0]['fault'];

/** Tracks with a separate client, so that no closure and no open breaker affects the next test. */
async function answersOf(
  options: {
    fault?: Fault;
    github?: Partial<github.GitHubConnectionOptions>;
    before?: (api: TestApi) => Promise<void>;
  } = {},
) {
  await using api = await startApi({
    github: { ...server.options, retryCount: 0, timeoutMs: 1_500, ...options.github },
  });
  const { faults } = server.simulator.rest;
  if (options.fault !== undefined) faults.add({ fault: options.fault });
  try {
    await options.before?.(api);
    const answers = [await api.ask('/api/v1/rate-limits/track', { method: 'POST' })];
    for (const { json, text } of answers) {
      expect(problem.strict().safeParse(json).error?.issues ?? []).toEqual([]);
      expect(text).not.toContain(server.token);
    }
    return answers.map(({ status, json, headers }) => ({
      outcome: [status, json.code],
      detail: json.detail,
      retryAfter: headers.get('retry-after'),
    }));
  } finally {
    faults.clear();
  }
}

describe('errors of GitHub are converted to problems', () => {
  test('401: as 502, because GitHub refuses our credential', async () => {
    const [answer] = await answersOf({ github: { tokens: [`ghp_${'x'.repeat(36)}`] } });
    expect(answer?.outcome).toEqual([502, 'github_auth']);
  });

  test('a rate limit: as 429 with Retry-After', async () => {
    const [answer] = await answersOf({ fault: { kind: 'abuse', retryAfter: 90 } });
    expect(answer?.outcome).toEqual([429, 'github_rate_limit']);
    expect(Number(answer?.retryAfter)).toBeGreaterThan(80);
    expect(Number(answer?.retryAfter)).toBeLessThanOrEqual(91);
  });

  test('5xx: as 502', async () => {
    const [answer] = await answersOf({ fault: { kind: 'status', status: 503 } });
    expect(answer?.outcome).toEqual([502, 'github_server']);
  });

  test('no answer: as 504', async () => {
    const [answer] = await answersOf({ fault: { kind: 'timeout' } });
    expect(answer?.outcome).toEqual([504, 'github_timeout']);
  });

  test('connection refused: as 502, without details of our network', async () => {
    const [answer] = await answersOf({ github: { baseUrl: 'http://127.0.0.1:9' } });
    expect([...(answer?.outcome ?? []), answer?.detail]).toEqual([
      502,
      'github_server',
      'GitHub could not be reached.',
    ]);
  });

  test('repeated failures: as 503 with Retry-After', async () => {
    const [answer] = await answersOf({
      fault: { kind: 'status', status: 500 },
      // Of several repositories, as when the host is down.
      before: async ({ github: client }) => {
        for (let n = 0; n < 12; n++) {
          const path = { owner: 'demo-org', repo: `repository-${n % 3}` };
          await client
            .forTokens()
            .fetch('GET /repos/{owner}/{repo}', path)
            .catch(() => {});
        }
      },
    });
    expect(answer?.outcome).toEqual([503, 'github_unavailable']);
    expect(Number(answer?.retryAfter)).toBeGreaterThan(0);
    expect(Number(answer?.retryAfter)).toBeLessThanOrEqual(10);
  });

  test('while the breaker is open: as 503 with the time of its next attempt', async () => {
    const [answer] = await answersOf({
      fault: { kind: 'status', status: 500 },
      github: { breaker: { failures: 3, openMs: 95_000 } },
      before: async ({ github: client }) => {
        for (const repo of ['one', 'two', 'three']) {
          const request = client.forTokens().fetch('GET /repos/{owner}/{repo}', { owner: 'demo-org', repo });
          await request.catch(() => {});
        }
      },
    });
    expect(answer?.outcome).toEqual([503, 'github_unavailable']);
    expect(Number(answer?.retryAfter)).toBeGreaterThan(80);
    expect(Number(answer?.retryAfter)).toBeLessThanOrEqual(95);
  });

  test('no credential: as 409', async () => {
    const [answer] = await answersOf({ github: { tokens: [] } });
    expect(answer?.outcome).toEqual([409, 'github_no_credential']);
    const [app] = await answersOf({ github: { tokens: [], app: server.app } });
    expect(app?.outcome).toEqual([409, 'github_no_credential']);
  });

  test('404: as 404', async () => {
    await using api = await startApi({ github: { ...server.options, tokens: [], app: server.app } });
    await api.apply([installationOf(987_654, [])]);
    const { status, json } = await api.ask('/api/v1/rate-limits/track', { method: 'POST' });
    expect([status, json.code]).toEqual([404, 'github_not_found']);
  });
});

describe('every error of the client of GitHub', () => {
  const limited = { resetAt: new Date(Date.now() - 5_000), kind: 'primary' } as const;
  const errors: [github.GitHubError, number][] = [
    [new github.GitHubAuthenticationError('no', { status: 401 }), 502],
    [new github.GitHubPermissionError('no', { status: 403 }), 502],
    [new github.GitHubNotFoundError('no', { status: 404 }), 404],
    [new github.GitHubGoneError('no', { status: 410 }), 410],
    [new github.GitHubValidationError('no', { status: 422, errors: [] }), 422],
    [new github.GitHubValidationError('no', { status: 400, errors: [] }), 422],
    [new github.GitHubRateLimitError('no', { status: 403, ...limited }), 429],
    [new github.GitHubServerError('no', { status: 502 }), 502],
    [new github.GitHubTimeoutError('no'), 504],
    [new github.GitHubUnavailableError('no'), 503],
    [new github.NoCredentialError('no'), 409],
    [new github.BadCodeError('no'), 400],
  ];

  test.each(errors)('%s is %i under its own code', (error, status) => {
    const { code, status: actual } = toProblem(error);
    expect([code, actual]).toEqual([error.code, status]);
  });

  test('has a code of the contract, except the one that no request throws', () => {
    const classes = Object.values(github).filter(
      (value) => typeof value === 'function' && value.prototype instanceof github.GitHubError,
    );
    expect(new Set(errors.map(([{ name }]) => name))).toEqual(new Set(classes.map(({ name }) => name)));
    for (const [{ code }] of errors) expect(problems).toHaveProperty(code);
    expect(toProblem(new github.GitHubError('no', { status: 418 })).code).toBe('github_server');
  });

  test('that may be retried soon has a Retry-After of at least a second', () => {
    expect(toProblem(new github.GitHubRateLimitError('no', limited)).headers).toEqual({ 'Retry-After': '1' });
  });

  test.each([
    ['in a moment', 2_500, '3'],
    ['in a minute', 60_000, '60'],
    ['at once', -5_000, '1'],
  ])('that the breaker is open says when it tries GitHub again: %s', (_, ms, seconds) => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    try {
      const error = new github.GitHubUnavailableError('no', { retryAt: new Date(ms) });
      expect(toProblem(error).headers).toEqual({ 'Retry-After': seconds });
    } finally {
      vi.useRealTimers();
    }
  });

  test('of an open breaker without a time has the default duration', () => {
    expect(toProblem(new github.GitHubUnavailableError('no')).headers).toEqual({ 'Retry-After': '10' });
  });
});
