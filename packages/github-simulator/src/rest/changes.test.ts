import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const storefront = '/repos/demo-org/storefront';

const shasOf = (commits: { sha: string }[]) => commits.map(({ sha }) => sha);

test('a pull request shows its commits, each of its files once, and whether it is merged', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const commits = [
    { message: 'Add', added: ['new.ts', 'gone.ts'], modified: ['old.ts'] },
    { message: 'Go on', modified: ['new.ts', 'old.ts'], removed: ['gone.ts', 'legacy.ts'] },
  ];
  const branch = commands.createBranch({ ...ada, branch: 'fix', commits }).value;
  const { number } = commands.openPullRequest({ ...ada, head: 'fix', title: 'Fix' }).value;
  const path = `${storefront}/pulls/${number}`;

  expect(shasOf((await github.ask(`GET ${path}/commits`)).json)).toEqual(shasOf(branch.commits));
  const { json: files } = await github.ask(`GET ${path}/files`);
  expect(
    files.map(({ filename, status }: { filename: string; status: string }) => `${status} ${filename}`),
  ).toEqual(['removed legacy.ts', 'added new.ts', 'modified old.ts']);
  expect(files[1].contents_url).toContain(`ref=${branch.head.sha}`);
  const { json: onePage, headers } = await github.ask(`GET ${path}/files?per_page=2`);
  expect([onePage.length, headers.get('link')]).toEqual([2, expect.stringContaining('rel="next"')]);

  expect((await github.ask(`GET ${path}/merge`)).status).toBe(404);
  const merged = commands.mergePullRequest({ ...ada, number }).value;
  expect((await github.ask(`GET ${path}/merge`)).status).toBe(204);
  for (const sha of [branch.head.sha, merged.mergeCommitSha]) {
    const { json: bringing } = await github.ask(`GET ${storefront}/commits/${sha}/pulls`);
    expect(bringing).toMatchObject([{ number }]);
  }
  const first = shasOf((await github.ask(`GET ${storefront}/commits?per_page=100`)).json).at(-1);
  expect((await github.ask(`GET ${storefront}/commits/${first}/pulls`)).json).toEqual([]);
});

test('a comparison has 250 commits per page, its files on the first, and a Link to the others', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const before = commands.createBranch({ ...ada, branch: 'before' }).value.head.sha;
  const commits = Array.from({ length: 260 }, (_, n) => ({
    message: `${n}`,
    modified: ['a', `file-${n % 310}`],
  }));
  const more = Array.from({ length: 60 }, (_, n) => ({ message: `${n}`, added: [`more-${n}`] }));
  const { head } = commands.push({ ...ada, branch: 'main', commits: [...commits, ...more] }).value;
  const path = `${storefront}/compare/${before}...main`;

  const first = await github.ask(`GET ${path}`);
  expect(first.json).toMatchObject({ status: 'ahead', ahead_by: 320, total_commits: 320 });
  expect([first.json.commits.length, first.json.files.length]).toEqual([250, 300]);
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
  const second = await github.ask(`GET ${next.slice(github.url.length)}`);
  expect([second.json.commits.length, second.json.files.length]).toEqual([70, 0]);
  expect(second.json.commits.at(-1).sha).toBe(head.sha);
  const small = await github.ask(`GET ${path}?per_page=100&page=4`);
  expect(small.json.commits).toHaveLength(20);
});

test('branches with slashes and branches of forks are compared', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const commits = [{ message: 'Change', modified: ['a'] }];
  commands.createBranch({ ...ada, branch: 'fix/one', commits });
  commands.createUser({ login: 'hana' });
  commands.forkRepository({ ...ada, by: 'hana' });
  commands.push({ repository: 'hana/storefront', by: 'hana', branch: 'main', commits });
  for (const head of ['fix/one', 'fix%2Fone', 'hana:main', 'hana%3Amain']) {
    const { json } = await github.ask(`GET ${storefront}/compare/main...${head}`);
    expect(json, head).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
  }
  expect((await github.ask(`GET ${storefront}/compare/main...nobody:main`)).status).toBe(404);
});

test('tags are listed by descending name, with their commits', async () => {
  await using github = await serveAsMember();
  const { sha } = github.simulator.commands.pushTags({ ...ada, tags: ['v1', 'v2'] }).value;
  const { json } = await github.ask(`GET ${storefront}/tags`);
  expect(json).toMatchObject([
    { name: 'v2', commit: { sha } },
    { name: 'v1', commit: { sha } },
  ]);
});
