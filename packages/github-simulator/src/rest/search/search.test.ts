import { expect, test } from 'vitest';
import { serveAsMember } from '../../../tests/serve-as-member.ts';
import { findUser } from '../../world/lookup.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const bram = { repository: 'storefront', by: 'bram-visser' };

async function serveIssues() {
  let at = Date.parse('2026-03-01T12:00:00Z');
  const github = await serveAsMember({ clock: () => at });
  const { commands } = github.simulator;
  commands.openIssue({ ...ada, title: 'Cart is slow', body: 'Since spring', labels: ['bug', 'help wanted'] });
  at += 86_400_000;
  commands.openIssue({ ...bram, title: 'Cart is empty', labels: ['bug'], assignees: ['ada-okafor'] });
  commands.closeIssue({ ...bram, number: 2 });
  commands.createBranch({ ...ada, branch: 'fix', commits: [{ message: 'Speed up: cart', modified: ['a'] }] });
  commands.openPullRequest({ ...ada, head: 'fix', title: 'Speed up', draft: true });
  commands.commentOnIssue({ ...bram, number: 3, body: 'The cart too?' });
  commands.openIssue({ repository: 'infrastructure', by: 'ada-okafor', title: 'Private cart' });
  const find = (q: string, more = '') => github.ask(`GET /search/issues?q=${encodeURIComponent(q)}${more}`);
  const titles = async (q: string, more = '') =>
    (await find(q, more)).json.items.map(({ title }: { title: string }) => title);
  return { ...github, find, titles };
}

const storefront = 'repo:demo-org/storefront';

test('issues and pull requests are found by text and by every qualifier', async () => {
  await using github = await serveIssues();
  const { titles } = github;
  expect(await titles('cart')).toEqual(['Private cart', 'Speed up', 'Cart is empty', 'Cart is slow']);
  expect(await titles(`cart ${storefront} in:title`)).toEqual(['Cart is empty', 'Cart is slow']);
  expect(await titles(`"cart is" -empty`)).toEqual(['Cart is slow']);
  expect(await titles(`${storefront} is:pr`)).toEqual(['Speed up']);
  expect(await titles(`${storefront} is:issue is:open`)).toEqual(['Cart is slow']);
  expect(await titles(`${storefront} is:issue state:closed`)).toEqual(['Cart is empty']);
  expect(await titles('org:demo-org author:bram-visser')).toEqual(['Cart is empty']);
  expect(await titles('org:demo-org commenter:bram-visser')).toEqual(['Speed up']);
  expect(await titles('org:demo-org assignee:ada-okafor')).toEqual(['Cart is empty']);
  expect(await titles('label:bug label:"help wanted"')).toEqual(['Cart is slow']);
  expect(await titles('label:"help wanted",bug')).toEqual(['Cart is empty', 'Cart is slow']);
  expect(await titles(`${storefront} no:label`)).toEqual(['Speed up']);
  expect(await titles('created:<2026-03-02')).toEqual(['Cart is slow']);
  expect(await titles('updated:2026-03-02..2026-03-02 is:draft')).toEqual(['Speed up']);
  expect(await titles(`org:demo-org -${storefront}`)).toEqual(['Private cart']);
  expect(await titles(`${storefront} is:issue`, '&sort=created&order=asc')).toEqual([
    'Cart is slow',
    'Cart is empty',
  ]);
});

test('a search returns only accessible objects', async () => {
  await using github = await serveIssues();
  const anonymous = await fetch(`${github.url}/search/issues?q=cart`);
  expect(await anonymous.json()).toMatchObject({ total_count: 3, incomplete_results: false });
  const hidden = await fetch(`${github.url}/search/issues?q=cart+repo:demo-org/infrastructure`);
  expect([hidden.status, await hidden.json()]).toMatchObject([422, { errors: [{ code: 'invalid' }] }]);
});

test('repositories and commits are found by their properties', async () => {
  await using github = await serveIssues();
  const found = async (path: string, q: string) =>
    (await github.ask(`GET /search/${path}?q=${encodeURIComponent(q)}`)).json.items;
  const names = async (q: string) =>
    (await found('repositories', q)).map(({ name }: { name: string }) => name);
  expect(await names('orders')).toEqual(['orders-api']);
  expect(await names('org:demo-org language:typescript')).toEqual(['design-system', 'storefront']);
  expect(await names('topic:react stars:>=1000')).toEqual(['design-system']);
  expect(await names('is:private')).toEqual(['infrastructure']);
  const { commands } = github.simulator;
  const { head } = commands.push({
    ...bram,
    branch: 'main',
    commits: [{ message: 'Tidy: all', modified: ['a'] }],
  }).value;
  // A word with a colon is a text unless it is a qualifier.
  for (const q of ['tidy: all', `hash:${head.sha}`, `${storefront} committer-date:>=2026-03-02`]) {
    expect(await found('commits', q)).toMatchObject([{ sha: head.sha, repository: { name: 'storefront' } }]);
  }
});

test('an invalid query, and a page beyond a thousand results, are rejected', async () => {
  await using github = await serveIssues();
  const { commands } = github.simulator;
  for (let n = 0; n < 1_001; n++) commands.openIssue({ ...ada, title: `Many ${n}` });
  const first = await github.find('many', '&per_page=100');
  expect(first.json.total_count).toBe(1_001);
  expect(first.headers.get('link')).toContain('page=10>; rel="last"');
  expect((await github.find('many', '&per_page=100&page=10')).json.items).toHaveLength(100);
  const beyond = await github.find('many', '&per_page=100&page=11');
  expect([beyond.status, beyond.json.message]).toEqual([
    422,
    'Only the first 1000 search results are available',
  ]);
  expect((await github.ask('GET /search/issues')).json.errors).toEqual([
    { resource: 'Search', field: 'q', code: 'missing' },
  ]);
  expect((await github.find('is:nothing')).status).toBe(422);
  expect((await github.find('created:soon')).status).toBe(422);
  expect((await github.find('a'.repeat(257))).status).toBe(422);
});

test('an App must state whether it searches for issues or pull requests', async () => {
  await using github = await serveIssues();
  const { value } = github.simulator.commands.install({ by: 'ada-okafor' });
  const { mintInstallationToken, createUserToken } = github.rest.credentials;
  const ada = findUser(github.simulator.world, 'ada-okafor');
  for (const { token } of [mintInstallationToken(value), createUserToken(ada)]) {
    const headers = { authorization: `Bearer ${token}` };
    expect((await github.ask('GET /search/issues?q=cart', undefined, headers)).status).toBe(422);
    const typed = await github.ask('GET /search/issues?q=cart+is:issue', undefined, headers);
    expect(typed.json.total_count).toBe(3);
  }
});

test('searches have their own limit per minute, lower without a token', async () => {
  await using github = await serveIssues();
  const { headers } = await github.find('cart');
  const limits = ['limit', 'remaining', 'resource'].map((name) => headers.get(`x-ratelimit-${name}`));
  expect(limits).toEqual(['30', '29', 'search']);
  const anonymous = async () => fetch(`${github.url}/search/issues?q=cart`);
  expect((await anonymous()).headers.get('x-ratelimit-limit')).toBe('10');
  for (let n = 0; n < 9; n++) await anonymous();
  expect((await anonymous()).status).toBe(403);
  github.simulator.shiftTime(61_000);
  expect((await anonymous()).status).toBe(200);
});
