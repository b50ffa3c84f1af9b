import { createKeyRing } from '@hubtwin/secrets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBudget } from '../src/budget/create-budget.ts';
import { createLocalBudgetStore } from '../src/budget/create-local-budget-store.ts';
import { createPolicy } from '../src/budget/policy.ts';
import { GitHubRateLimitError } from '../src/errors.ts';
import { startGitHub, type TestGitHub } from './start-github.ts';

let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github[Symbol.asyncDispose]());

const labels = 'GET /repos/{owner}/{repo}/labels';
const storefront = { owner: 'demo-org', repo: 'storefront' };
const urgent = { priority: 'critical', deadlineMs: 5_000 } as const;
const by = 'ada-okafor';
const tokenOf = (login: string) => github.rest.credentials.createPersonalToken({ login });
const payerOf = (login: string) => `user:${github.simulator.world.accounts.get(login)?.id}`;
const exhaust = (login: string) => github.rest.budgets.set(payerOf(login), 'core', { used: 5_000 });
const payers = () => github.rest.log.list({ status: 200 }).map(({ payer }) => payer.split(':')[0]);

test("if a repository's own token cannot be decrypted, its installation is used, and the token is reported", async () => {
  const keys = createKeyRing([{ id: 'a', key: Buffer.alloc(32, 7) }]);
  const place = { table: 'repositories', column: 'token', row: '1' };
  const token = { ciphertext: Buffer.from('of an unknown key'), fingerprint: 'f'.repeat(12), place };
  for (const each of [keys, null]) {
    const reported: string[] = [];
    await using client = github.connect({
      keys: each,
      tokens: [],
      onRefused: (refusal) => reported.push(refusal.fingerprint),
    });
    const view = client.forRepository({ token, installationId: github.installationId });
    for (const page of [1, 2]) await view.request(labels, { ...storefront, page }, urgent);
    expect(reported).toEqual([token.fingerprint]);
  }
});

test('while its own token is exhausted, the suspended installation of a repository does not deny requests', async () => {
  exhaust(by);
  await using client = github.connect({ tokens: [], patienceMs: 1_000 });
  const view = client.forRepository({ token: github.token, installationId: github.installationId });
  github.simulator.commands.suspendInstallation({ by });
  for (const page of [1, 2])
    await expect(view.request(labels, { ...storefront, page }, urgent)).rejects.toBeInstanceOf(
      GitHubRateLimitError,
    );
  github.simulator.commands.unsuspendInstallation({ by });
  await view.request(labels, storefront, urgent);
  expect(payers()).toContain('installation');
});

test('a token that may send no more in this window leaves the requests to the installation', async () => {
  const budget = createBudget({
    store: createLocalBudgetStore(),
    policy: createPolicy({ strategy: 'conservative' }),
  });
  github.rest.budgets.set(payerOf(by), 'core', { limit: 10 });
  await using client = github.connect({ tokens: [], budget });
  const view = client.forRepository({ token: github.token, installationId: github.installationId });
  const call = { priority: 'normal', deadlineMs: 5_000 } as const;
  for (let page = 1; page <= 8; page++) await view.request(labels, { ...storefront, page }, call);
  expect(payers()).toContain('installation');
});

test('the last of many tokens is used although all others are exhausted', async () => {
  const others = Array.from({ length: 8 }, () => tokenOf(by));
  exhaust(by);
  await using client = github.connect({ tokens: [...others, tokenOf('grace-lindqvist')], app: null });
  await client.forTokens().request(labels, storefront, urgent);
});

test('a token that GitHub refuses again and again at once leaves the request to another', async () => {
  github.rest.faults.add({ fault: { kind: 'abuse', retryAfter: 0 }, payer: payerOf(by) });
  // It has the most remaining.
  github.rest.budgets.set(payerOf(by), 'core', { limit: 15_000 });
  await using client = github.connect({ tokens: [tokenOf(by), tokenOf('grace-lindqvist')], app: null });
  await client.forTokens().request(labels, storefront, urgent);
});

test('a token that was denied a request by a lagging replica is used while the others are exhausted', async () => {
  await using client = github.connect({ tokens: [tokenOf(by), tokenOf('grace-lindqvist')], app: null });
  const view = client.forTokens();
  const fault = { kind: 'refusal', status: 404, message: 'Not Found' } as const;
  github.rest.faults.add({ fault, payer: payerOf(by), count: 1 });
  await view.request(labels, storefront, urgent);
  exhaust('grace-lindqvist');
  for (const page of [2, 3]) await view.request(labels, { ...storefront, page }, urgent);
});
