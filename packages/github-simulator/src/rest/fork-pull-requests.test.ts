import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';
import type { Delivery } from '../world/create-world.ts';
import type { Hook } from '../world/model.ts';

const storefront = '/repos/demo-org/storefront';
const hana = { by: 'hana' };
const fork = { ...hana, repository: 'hana/storefront' };
const commit = (path: string) => [{ message: `Change ${path}`, modified: [path] }];

/** A pull request from the default branch of an outsider's fork, each with a hook. */
async function serveFork() {
  const github = await serveAsMember();
  const { commands } = github.simulator;
  commands.createUser({ login: 'hana' });
  commands.forkRepository({ ...hana, repository: 'storefront' });
  const all = { url: 'http://127.0.0.1:9/hook', events: ['*'] } satisfies Pick<Hook, 'url' | 'events'>;
  const theirs = commands.createHook({ ...fork, ...all }).value.id;
  const ours = commands.createHook({ repository: 'storefront', by: 'ada-okafor', ...all }).value.id;
  commands.push({ ...fork, branch: 'main', commits: commit('a') });
  const opened = commands.openPullRequest({
    ...hana,
    repository: 'storefront',
    head: 'hana:main',
    title: 'From afar',
  });
  const kindsOf = (deliveries: readonly Delivery[]) =>
    deliveries.map(({ event, action, hook }) => {
      const side = hook.id === ours ? 'ours' : hook.id === theirs ? 'theirs' : 'other';
      return `${side} ${action === null ? event : `${event}.${action}`}`;
    });
  return { ...github, opened, kindsOf };
}

test('a pull request from a fork has the fork as head, and is delivered to hooks of the base', async () => {
  await using github = await serveFork();
  const { opened, kindsOf } = github;
  expect(kindsOf(opened.deliveries)[0]).toBe('ours pull_request.opened');
  expect(kindsOf(opened.deliveries).filter((kind) => kind.startsWith('theirs'))).toEqual([]);
  const openedPayload = JSON.parse(opened.deliveries[0]?.body ?? '');
  expect(openedPayload.repository.full_name).toBe('demo-org/storefront');
  const ends = {
    head: { label: 'hana:main', ref: 'main', repo: { full_name: 'hana/storefront', fork: true } },
    base: { label: 'demo-org:main', ref: 'main', repo: { full_name: 'demo-org/storefront' } },
    commits: 1,
    changed_files: 1,
  };
  expect(openedPayload.pull_request).toMatchObject(ends);
  const path = `${storefront}/pulls/${opened.value.number}`;
  expect((await github.ask(`GET ${path}`)).json).toMatchObject(ends);
  // GitHub omits pull requests from forks in their runs.
  const { json: runs } = await github.ask(`GET ${storefront}/actions/runs?event=pull_request`);
  expect(runs.workflow_runs[0]).toMatchObject({
    pull_requests: [],
    head_branch: 'main',
    head_repository: { full_name: 'hana/storefront' },
  });
});

test('a fork has its parent and the root of its network', async () => {
  await using github = await serveFork();
  const { json } = await github.ask('GET /repos/hana/storefront');
  const named = { full_name: 'demo-org/storefront' };
  expect(json).toMatchObject({ fork: true, parent: named, source: named });
  expect((await github.ask(`GET ${storefront}`)).json).not.toHaveProperty('parent');
});

test('pull requests are found by owner and branch', async () => {
  await using github = await serveFork();
  const { commands } = github.simulator;
  const ada = { repository: 'storefront', by: 'ada-okafor' };
  commands.createBranch({ ...ada, branch: 'fix', commits: commit('b') });
  const own = commands.openPullRequest({ ...ada, head: 'fix', title: 'From here' }).value;
  const found = async (head: string) => {
    const { json } = await github.ask(`GET ${storefront}/pulls?head=${head}`);
    return json.map(({ number }: { number: number }) => number);
  };
  expect(await found('hana:main')).toEqual([github.opened.value.number]);
  expect(await found('demo-org:fix')).toEqual([own.number]);
  expect(await found('demo-org:main')).toEqual([]);
});

test('a push to the fork is delivered there as a push, and at the base as a synchronization', async () => {
  await using github = await serveFork();
  const { commands } = github.simulator;
  const { number } = github.opened.value;
  const pushed = commands.push({ ...fork, branch: 'main', commits: commit('b') });
  const kinds = github.kindsOf(pushed.deliveries);
  expect(kinds.slice(0, 2)).toEqual(['theirs push', 'ours pull_request.synchronize']);
  const again = commands.synchronizePullRequest({
    ...hana,
    repository: 'storefront',
    number,
    commits: commit('c'),
  });
  expect(github.kindsOf(again.deliveries).slice(0, 2)).toEqual(kinds.slice(0, 2));
  const { json } = await github.ask(`GET ${storefront}/pulls/${number}`);
  expect(json).toMatchObject({ commits: 3, head: { sha: again.value.head.sha } });
});

test('the base has the commits of a fork through its pull request, but not through a refused one', async () => {
  await using github = await serveFork();
  const { commands } = github.simulator;
  const fresh = { ...fork, branch: 'fresh', commits: commit('b') };
  const { sha } = commands.createBranch(fresh).value.head;
  const requested = { ...hana, repository: 'storefront', head: 'hana:fresh', title: 'More' };
  expect(() => commands.openPullRequest({ ...requested, labels: ['none'] })).toThrow('label none');
  expect((await github.ask(`GET ${storefront}/commits/${sha}`)).status).toBe(422);
  commands.openPullRequest(requested);
  expect((await github.ask(`GET ${storefront}/commits/${sha}`)).status).toBe(200);
});

test('a merge adds the commits of the fork to the base', async () => {
  await using github = await serveFork();
  const { commands } = github.simulator;
  const { number, head } = github.opened.value;
  commands.mergePullRequest({ repository: 'storefront', by: 'ada-okafor', number });
  const { json: commits } = await github.ask(`GET ${storefront}/commits?per_page=3`);
  expect(commits[0].commit.message).toBe(`Merge pull request #${number} from hana/main\n\nFrom afar`);
  expect(commits[0].parents[1].sha).toBe(head.sha);
  expect(commits.map(({ sha }: { sha: string }) => sha)).toContain(head.sha);
});

test('after the fork is deleted its pull request is kept, with its label and without its repository', async () => {
  await using github = await serveFork();
  const { commands } = github.simulator;
  const { number } = github.opened.value;
  commands.deleteRepository(fork);
  const { json } = await github.ask(`GET ${storefront}/pulls/${number}`);
  expect(json).toMatchObject({
    state: 'open',
    head: { label: 'hana:main', repo: null, user: { login: 'hana' } },
  });
  const closed = commands.closePullRequest({ repository: 'storefront', by: 'ada-okafor', number });
  expect(JSON.parse(closed.deliveries[0]?.body ?? '').pull_request.head.repo).toBeNull();
  expect(() => commands.reopenPullRequest({ repository: 'storefront', by: 'ada-okafor', number })).toThrow(
    'is deleted',
  );
});
