import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const stats = '/repos/demo-org/storefront/stats';
/** A Wednesday; its week started on the first of March. */
const wednesday = Date.parse('2026-03-04T15:30:00Z');
const week = Date.parse('2026-03-01T00:00:00Z') / 1_000;

async function serveCommits() {
  const dayMs = 86_400_000;
  let at = wednesday - 8 * dayMs;
  const github = await serveAsMember({ clock: () => at });
  const { commands } = github.simulator;
  const push = (by: string) =>
    commands.push({ ...ada, by, branch: 'main', commits: [{ message: 'Change', modified: ['a'] }] }).value
      .head;
  const commits = [push('ada-okafor')];
  at = wednesday - dayMs;
  commits.push(push('ada-okafor'), push('bram-visser'));
  at = wednesday;
  commits.push(push('ada-okafor'));
  const computed = async (kind: string) => {
    await github.ask(`GET ${stats}/${kind}`);
    const { status, json } = await github.ask(`GET ${stats}/${kind}`);
    expect(status).toBe(200);
    return json;
  };
  return { ...github, commits, computed, push };
}

test('statistics are 202 for the first request, and again after each push', async () => {
  await using github = await serveCommits();
  const statusOf = async (kind: string) => (await github.ask(`GET ${stats}/${kind}`)).status;
  for (const kind of ['commit_activity', 'contributors', 'participation', 'punch_card', 'code_frequency']) {
    expect([await statusOf(kind), await statusOf(kind)]).toEqual([202, 200]);
  }
  github.push('ada-okafor');
  expect([await statusOf('contributors'), await statusOf('contributors')]).toEqual([202, 200]);
});

test('activity counts the commits of each day of 52 weeks, participation those of seven days each until today', async () => {
  await using github = await serveCommits();
  const activity = await github.computed('commit_activity');
  expect(activity).toHaveLength(52);
  expect(activity.at(-1)).toEqual({ week, total: 3, days: [0, 0, 2, 1, 0, 0, 0] });
  expect(activity.at(-2)).toMatchObject({ week: week - 604_800, total: 1, days: [0, 0, 1, 0, 0, 0, 0] });
  const { all, owner } = await github.computed('participation');
  // It does not include the commits of today.
  expect(all.slice(-2)).toEqual([1, 2]);
  expect([all.length, owner.length, ...new Set(owner)]).toEqual([52, 52, 0]);
});

test('lines and commits are counted by week and author, the most active last', async () => {
  await using github = await serveCommits();
  const [first, ...others] = github.commits;
  const sum = (of: typeof github.commits, lines: 'additions' | 'deletions') =>
    of.reduce((total, commit) => total + commit[lines], 0);
  const frequency = await github.computed('code_frequency');
  expect(frequency.slice(-2)).toEqual([
    [week - 604_800, first?.additions, first === undefined ? 0 : 0 - first.deletions],
    [week, sum(others, 'additions'), 0 - sum(others, 'deletions')],
  ]);
  const contributors = await github.computed('contributors');
  const last = contributors.at(-1);
  expect(last).toMatchObject({ author: { login: 'ada-okafor' } });
  expect(last.weeks.slice(-2).map(({ c }: { c: number }) => c)).toEqual([1, 2]);
  const hours = await github.computed('punch_card');
  expect(hours.filter(([, , commits]: number[]) => (commits ?? 0) > 1)).toContainEqual([2, 15, 3]);
});

test('stargazers and forks of this world are listed, forks if they are accessible', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  commands.star(ada);
  const logins = (await github.ask('GET /repos/demo-org/storefront/stargazers')).json;
  expect(logins).toMatchObject([{ login: 'ada-okafor', type: 'User' }]);
  commands.forkRepository({ ...ada, by: 'bram-visser' });
  commands.forkRepository({ ...ada, by: 'chiara-conti' });
  const names = async (sort: string) =>
    (await github.ask(`GET /repos/demo-org/storefront/forks${sort}`)).json.map(
      ({ full_name }: { full_name: string }) => full_name,
    );
  expect(await names('')).toEqual(['chiara-conti/storefront', 'bram-visser/storefront']);
  expect(await names('?sort=oldest')).toEqual(['bram-visser/storefront', 'chiara-conti/storefront']);
  commands.privatizeRepository({ repository: 'bram-visser/storefront', by: 'bram-visser' });
  const anonymous = await fetch(`${github.url}/repos/demo-org/storefront/forks`);
  expect(await anonymous.json()).toMatchObject([{ full_name: 'chiara-conti/storefront' }]);
});
