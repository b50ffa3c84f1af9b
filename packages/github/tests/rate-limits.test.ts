import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitHubAuthenticationError, GitHubNotFoundError } from '../src/errors.ts';
import { fetchRateLimits } from '../src/rate-limits/fetch-rate-limits.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github[Symbol.asyncDispose]());

const get = 'GET /repos/{owner}/{repo}';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const urgent = { priority: 'critical', deadlineMs: 10_000 } as const;

describe('the credentials of a client', () => {
  test('are its tokens, the App and the given installations, each once and with its own budget', async () => {
    const other = github.rest.credentials.createPersonalToken({ login: 'bram-visser' });
    await using client = github.connect({ tokens: [github.token, other, github.token] });
    const { installationId } = github;
    const found = client.credentials([installationId, installationId]);
    expect(found.map(({ kind, installationId }) => [kind, installationId])).toEqual([
      ['token', null],
      ['token', null],
      ['app', null],
      ['installation', installationId],
    ]);
    for (const { kind, github } of found) {
      if (kind !== 'app') await github.request(get, storefront, urgent);
    }
    const used = (await client.budgets()).filter(({ used }) => used > 0).map(({ credential }) => credential);
    expect(new Set(used)).toEqual(new Set(found.map(({ fingerprint }) => fingerprint)));
  });

  test('are empty if nothing is configured, and never contain a token', async () => {
    await using none = github.connect({ tokens: [], app: null });
    expect(none.credentials([github.installationId])).toEqual([]);
    await using client = github.connect();
    expect(JSON.stringify(client.credentials([github.installationId]))).not.toContain(github.token);
  });
});

describe('requesting rate limits from GitHub', () => {
  test('returns every resource of the credential, and uses nothing of them', async () => {
    await using client = github.connect();
    await client.forTokens().request(get, storefront, urgent);
    const before = Date.now();
    const [token] = client.credentials([]);
    if (token === undefined) throw new Error('no token');
    for (let n = 0; n < 2; n++) {
      const limits = await fetchRateLimits(token.github, token.fingerprint, urgent);
      expect(limits.map(({ resource }) => resource)).toEqual(
        expect.arrayContaining(['core', 'search', 'graphql']),
      );
      const core = limits.find(({ resource }) => resource === 'core');
      expect(core).toMatchObject({ credential: token.fingerprint, limit: 5_000, used: 1 });
      const leftMs = (core?.resetAt?.getTime() ?? 0) - before;
      expect(Math.abs(leftMs - 3_600_000)).toBeLessThan(5_000);
    }
  });

  test('returns the reset by our clock if that of GitHub is wrong', async () => {
    await using client = github.connect();
    github.rest.faults.add({ fault: { kind: 'skew', ms: 7_200_000 } });
    const [core] = await fetchRateLimits(client.forTokens(), 'ada', urgent);
    expect(Math.abs((core?.resetAt?.getTime() ?? 0) - Date.now() - 3_600_000)).toBeLessThan(5_000);
  });

  test('returns none for an Enterprise Server without limits', async () => {
    const off = Response.json({ message: 'Rate limiting is not enabled.' }, { status: 404 });
    await using client = github.connect({ fetch: async () => off.clone() });
    expect(await fetchRateLimits(client.forTokens(), 'ada', urgent)).toEqual([]);
  });

  test('returns none for a deleted installation', async () => {
    await using client = github.connect();
    const requested = fetchRateLimits(client.forInstallation(987_654), 'ada', urgent);
    await expect(requested).rejects.toBeInstanceOf(GitHubNotFoundError);
  });

  test('fails with an error if refused, as any other request', async () => {
    await using client = github.connect();
    const view = client.forToken(`ghp_${'x'.repeat(36)}`);
    await expect(fetchRateLimits(view, 'ada', urgent)).rejects.toBeInstanceOf(GitHubAuthenticationError);
  });
});

test('the requests of a client are counted since its start: responses, confirmations, and failures by kind', async () => {
  const before = new Date();
  await using client = github.connect();
  const view = client.forTokens();
  await view.request(get, storefront, urgent);
  await view.request(get, storefront, urgent);
  await view.request(get, { owner: 'demo-org', repo: 'nothing' }, urgent).catch(() => {});
  const { since, lastAt, seconds, ...counts } = client.requestCounts();
  expect(counts).toEqual({ answers: 3, notModified: 1, refused: 0, errors: { github_not_found: 1 } });
  expect(seconds).toBeGreaterThan(0);
  expect(lastAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(since.getTime()).toBeGreaterThanOrEqual(before.getTime());
});
