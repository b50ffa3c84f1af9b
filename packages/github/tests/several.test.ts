import { createKeyRing } from '@hubtwin/secrets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Credential } from '../src/credentials/credential.ts';
import { fingerprint } from '../src/credentials/fingerprint.ts';
import { GitHubAuthenticationError } from '../src/errors.ts';
import { createRefusedCredentials } from '../src/gate/refused-credentials.ts';
import { createRemaining } from '../src/gate/remaining.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github[Symbol.asyncDispose]());

const labels = 'GET /repos/{owner}/{repo}/labels';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const urgent = { priority: 'critical' } as const;
const tokenOf = (login: string, expiresAt?: number) =>
  github.rest.credentials.createPersonalToken({ login, ...(expiresAt !== undefined && { expiresAt }) });

/** A revoked, an expired, and an invalid token. */
function badTokens(): string[] {
  const revoked = tokenOf('bram-visser');
  const viewer = github.rest.credentials.find(revoked);
  if (viewer !== undefined) github.rest.credentials.revoke(viewer);
  return [revoked, tokenOf('chiara-conti', Date.now() - 60_000), `ghp_${'x'.repeat(36)}`];
}

test('revoked and expired tokens among good ones fail no request, and are then no longer used', async () => {
  const bad = badTokens();
  const reported = new Set<string>();
  await using client = github.connect({
    tokens: [...bad, tokenOf('ada-okafor')],
    app: null,
    onRefused: (refusal) => reported.add(refusal.fingerprint),
  });
  const view = client.forTokens();
  const read = (page: number) => view.request(labels, { ...storefront, page }, urgent);
  const query = (n: number) => view.graphql(`query { a${n}: viewer { login } }`, {}, urgent);
  const write = (n: number) =>
    view.request('POST /repos/{owner}/{repo}/labels', { ...storefront, name: `label ${n}` }, urgent);
  const some = Array.from({ length: 10 }, (_, n) => n + 1);
  await Promise.all([...some.map(read), ...some.map(query), ...some.map(write)]);
  expect(reported).toEqual(new Set(bad.map(fingerprint)));
  const limits = (await client.budgets()).flatMap(({ limit }) => limit ?? []);
  expect(new Set(limits), "none is the IP address's limit").toEqual(new Set([5_000]));
  github.rest.log.clear();
  await Promise.all(some.map((n) => read(n + 10)));
  await Promise.all(some.map((n) => query(n + 10)));
  expect(github.rest.log.list({ status: 401 })).toEqual([]);
});

test('a first GraphQL query or write succeeds although a revoked token comes first', async () => {
  for (const isQuery of [true, false]) {
    await using client = github.connect({ tokens: [...badTokens(), tokenOf('ada-okafor')], app: null });
    const view = client.forTokens();
    const name = `label of ${isQuery}`;
    await (isQuery
      ? view.graphql('query { viewer { login } }', {}, urgent)
      : view.request('POST /repos/{owner}/{repo}/labels', { ...storefront, name }, urgent));
  }
});

test('an exhausted token among good and revoked ones fails no request before its deadline', async () => {
  const tokens = [...badTokens(), tokenOf('ada-okafor'), tokenOf('grace-lindqvist')];
  await using client = github.connect({ tokens, app: null });
  const account = github.simulator.world.accounts.get('ada-okafor');
  for (const resource of ['core', 'graphql'])
    github.rest.budgets.set(`user:${account?.id}`, resource, { used: 5_000 });
  const view = client.forTokens();
  const call = { ...urgent, deadlineMs: 5_000 };
  for (let n = 1; n <= 12; n++) {
    await view.request(labels, { ...storefront, page: n }, call);
    await view.graphql(`query { a${n}: viewer { login } }`, {}, call);
  }
});

test('if every token is refused, that is the error', async () => {
  await using client = github.connect({ tokens: badTokens(), app: null });
  for (let n = 0; n < 3; n++)
    await expect(client.forTokens().request(labels, storefront, urgent)).rejects.toBeInstanceOf(
      GitHubAuthenticationError,
    );
});

test("if a repository's own token is refused or exhausted, its installation is used", async () => {
  const [revoked = ''] = badTokens();
  const own = tokenOf('grace-lindqvist');
  const { installationId } = github;
  const keys = createKeyRing([{ id: 'a', key: Buffer.alloc(32, 7) }]);
  await using client = github.connect({ tokens: [], keys });
  const payers = () => github.rest.log.list({ status: 200 }).map(({ payer }) => payer.split(':')[0]);
  await client.forRepository({ token: revoked, installationId }).request(labels, storefront, urgent);
  expect(payers()).toEqual(['installation']);

  github.rest.log.clear();
  const view = client.forRepository({ token: own, installationId });
  const call = { ...urgent, deadlineMs: 5_000 };
  await view.request(labels, { ...storefront, page: 2 }, call);
  const account = github.simulator.world.accounts.get('grace-lindqvist');
  github.rest.budgets.set(`user:${account?.id}`, 'core', { used: 5_000 });
  await view.request(labels, { ...storefront, page: 3 }, call);
  await view.request(labels, { ...storefront, page: 4 }, call);
  expect(payers()).toEqual(['user', 'installation', 'installation']);
});

test('a request that one token is denied is sent with another, which is used first from then on', async () => {
  github.simulator.commands.privatizeRepository({ repository: 'demo-org/storefront', by: 'ada-okafor' });
  // The token of an outsider comes first and has more remaining.
  const tokens = [tokenOf('grace-lindqvist'), tokenOf('ada-okafor')];
  await using client = github.connect({ tokens, app: null });
  const account = github.simulator.world.accounts.get('ada-okafor');
  github.rest.budgets.set(`user:${account?.id}`, 'core', { used: 2_500 });
  const view = client.forTokens();
  await view.request('GET /rate_limit', {}, urgent);
  const read = (page: number) => view.request(labels, { ...storefront, page }, urgent);
  await Promise.all([1, 2, 3, 4].map(read));
  github.rest.log.clear();
  await Promise.all([5, 6, 7, 8].map(read));
  expect(github.rest.log.list({ status: 404 })).toEqual([]);
  for (const name of ['one', 'two'])
    await view.request('POST /repos/{owner}/{repo}/labels', { ...storefront, name }, urgent);
  expect(github.rest.log.list({ status: 404 })).toHaveLength(1);
});

test('a request that every token is denied fails with the first response, and is sent once with each', async () => {
  const tokens = [tokenOf('ada-okafor'), tokenOf('grace-lindqvist')];
  await using client = github.connect({ tokens, app: null });
  const missing = { owner: 'demo-org', repo: 'missing' };
  for (let n = 0; n < 2; n++) {
    github.rest.log.clear();
    await expect(client.forTokens().request(labels, missing, urgent)).rejects.toMatchObject({ status: 404 });
    expect(github.rest.log.list({ status: 404 })).toHaveLength(2);
  }
});

const credential = (name: string): Credential => ({
  kind: 'token',
  fingerprint: name,
  authorize: async () => null,
  invalidate: async () => {},
});

test('a credential without known state counts as having the usual limit', () => {
  const [known, unknown] = [credential('known'), credential('unknown')];
  const remaining = createRemaining();
  const first = () => remaining.order([known, unknown], 'core')[0]?.fingerprint;
  const left = (limit: number, used: number) =>
    remaining.record(known, 'core', { limit, used, resetInMs: 3_600_000 });
  left(15_000, 2_000);
  expect(first()).toBe('known');
  left(5_000, 1);
  expect(first()).toBe('unknown');
});

test('a refused credential is tried again after a minute, then after twice as long each time', () => {
  let now = 0;
  const refused = createRefusedCredentials(() => now);
  const [bad, good] = [credential('bad'), credential('good')];
  const usable = () => refused.leaveOut([[bad, good]])[0]?.length;
  for (const minutes of [1, 2, 4]) {
    for (let sent = 0; sent < 3; sent++) refused.add(bad);
    now += minutes * 60_000 - 1;
    expect(usable(), `just before ${minutes} minutes`).toBe(1);
    now += 1;
    expect(usable(), `after ${minutes} minutes`).toBe(2);
  }
  refused.add(bad);
  refused.remove(bad);
  expect(usable()).toBe(2);
  refused.add(bad);
  refused.add(good);
  expect(usable(), 'if no other is left').toBe(2);
});
