import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { type RunningRest, serveRest } from '../rest/serve-rest.ts';
import { act } from '../scenario/act.ts';
import { history } from '../scenario/history.ts';
import { historyOf } from '../world/commit-history.ts';
import { countObjects } from '../world/count-objects.ts';
import { findRepository } from '../world/lookup.ts';
import { type PopulationOptions, populateOrganisation } from './populate-organisation.ts';

const clock = () => Date.parse('2026-01-05T09:00:00Z');
const huge = { name: 'huge', commits: 100_000, issues: 50_000 };
const large = {
  ...{ name: 'large', commits: 10_000, issues: 5_000, pullRequests: 2_000, runs: 3_000 },
  ...{ branches: 40, labels: 30, milestones: 20, releases: 50, stars: 900 },
};

const endless = Number.MAX_SAFE_INTEGER;
const running = await serveRest({ clock, secondaryLimits: { pointsPerMinute: endless } });
const { world } = running.simulator;
const before = countObjects(world);
populateOrganisation(running.simulator, { repositories: 1_000, sized: [huge, large] });
const ask = await asMember(running);
afterAll(() => running[Symbol.asyncDispose]());

async function asMember({ url, rest }: RunningRest) {
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const { payer } = await rest.credentials.authenticate(`token ${token}`, '');
  rest.budgets.set(payer, 'core', { limit: endless });
  return async (path: string) => {
    const address = path.startsWith('http') ? path : `${url}${path}`;
    const response = await fetch(address, { headers: { authorization: `token ${token}` } });
    const linkTo = (rel: string) =>
      new RegExp(`<([^>]+)>; rel="${rel}"`).exec(response.headers.get('link') ?? '')?.[1] ?? null;
    return { json: JSON.parse(await response.text()), last: linkTo('last'), next: linkTo('next') };
  };
}

/** The number of items by `Link`: a hundred on each page except the last. */
async function countOf(path: string, key?: string): Promise<number> {
  const { last } = await ask(`${path}${path.includes('?') ? '&' : '?'}per_page=100`);
  const end = await ask(last ?? expect.fail('there is only one page'));
  expect(end.last).toBeNull();
  return (
    100 * (Number(new URL(last ?? '').searchParams.get('page')) - 1) +
    (key === undefined ? end.json : end.json[key]).length
  );
}

test.each([
  ['/orgs/demo-org/repos', (before.repositories ?? 0) + 1_002],
  ['/repos/demo-org/huge/commits', 100_000],
  ['/repos/demo-org/large/commits', 10_000],
  ['/repos/demo-org/large/issues?state=all', 7_000],
  ['/repos/demo-org/large/pulls?state=all&sort=updated', 2_000],
])('%s has the requested number of items, by Link', async (path, count) => {
  expect(await countOf(path)).toBe(count);
});

test('a list of 50,000 issues is paged by cursors to its end, and not by numbers', async () => {
  const path = '/repos/demo-org/huge/issues?state=all&per_page=100';
  let count = 0;
  for (let address: string | null = path; address !== null; ) {
    const page: Awaited<ReturnType<typeof ask>> = await ask(address);
    count += page.json.length;
    expect(page.last).toBeNull();
    address = page.next;
  }
  expect(count).toBe(50_000);
  expect((await ask(`${path}&page=100`)).json.message).toMatch(/cursor based pagination/);
});

test('runs, milestones, labels, releases and stars have the requested numbers', async () => {
  expect(await countOf('/repos/demo-org/large/actions/runs', 'workflow_runs')).toBe(3_000);
  expect((await ask('/repos/demo-org/large/milestones?state=all&per_page=100')).json).toHaveLength(20);
  expect((await ask('/repos/demo-org/large/labels?per_page=100')).json).toHaveLength(39);
  expect((await ask('/repos/demo-org/large/releases?per_page=100')).json).toHaveLength(50);
  expect((await ask('/repos/demo-org/large')).json.stargazers_count).toBe(900);
});

test('the sizes are those of an organisation: few repositories are large, most nearly empty', () => {
  const ordinary = [...world.populated].slice(2).flatMap((id) => world.repositories.get(id) ?? []);
  const issues = ordinary.map((repository) => repository.issues.size).sort((one, other) => other - one);
  const total = issues.reduce((sum, count) => sum + count, 0);
  const ofTheTenth = issues.slice(0, 100).reduce((sum, count) => sum + count, 0);
  expect(ofTheTenth / total).toBeGreaterThan(0.6);
  expect(issues[500]).toBeLessThan(10);
  const share = (holds: (repository: (typeof ordinary)[number]) => boolean) =>
    ordinary.filter(holds).length / ordinary.length;
  expect(share((repository) => repository.private)).toBeCloseTo(0.5, 1);
  expect(share(({ archived }) => archived)).toBeCloseTo(0.1, 1);
  expect(new Set(ordinary.map(({ language }) => language)).size).toBeGreaterThan(8);
});

test('the result could have been created by commands', () => {
  for (const id of world.populated) {
    const repository = world.repositories.get(id) ?? expect.fail();
    const main = repository.branches.get(repository.defaultBranch) ?? expect.fail();
    expect(historyOf(repository, main.head)).toHaveLength(main.commits.length);
    const conversations = [...repository.issues.values(), ...repository.pullRequests.values()];
    expect(conversations.filter(({ state }) => state === 'open')).toHaveLength(repository.openIssues);
    expect(new Set(conversations.map(({ number }) => number)).size).toBe(repository.lastNumber);
    expect(conversations.reduce((sum, { comments }) => sum + comments, 0)).toBe(repository.comments.size);
    for (const each of conversations) {
      const isInOrder = each.createdAt <= each.updatedAt && (each.closedAt ?? '~') >= each.createdAt;
      if (!isInOrder || each.updatedAt > '2026-01-05T09:00:00Z') expect.fail(JSON.stringify(each.updatedAt));
    }
    for (const { head, mergedAt, mergeCommitSha, state } of repository.pullRequests.values()) {
      const merge = repository.commits.get(mergeCommitSha ?? '');
      if (mergedAt !== (merge?.timestamp ?? null)) expect.fail('a merge has no commit of its time');
      if (!repository.commits.has(head.sha)) expect.fail('a head does not exist');
      if (repository.branches.has(head.ref) !== (state === 'open')) expect.fail(`${head.ref} is ${state}`);
    }
    for (const run of repository.runs.values()) {
      if (run.updatedAt > '2026-01-05T09:00:00Z' || run.createdAt < run.headCommit.timestamp) expect.fail();
      if (run.attempt !== run.earlierAttempts.length + 1) expect.fail(`attempt ${run.attempt}`);
    }
  }
  const runs = [...findRepository(world, 'large').runs.values()];
  expect(runs.some(({ attempt }) => attempt > 2)).toBe(true);
});

test('the activity of authors varies widely, and a branch compares with the default one', async () => {
  const { json: people } = await ask('/repos/demo-org/huge/contributors?per_page=100');
  expect(people[0].contributions).toBeGreaterThan(10 * people[50].contributions);
  const large = findRepository(world, 'large');
  const { name, commits } = [...large.branches.values()].at(-1) ?? expect.fail();
  const { json: compared } = await ask(`/repos/demo-org/large/compare/main...${name}`);
  expect(compared).toMatchObject({ ahead_by: commits.length });
  expect(compared.commits.map(({ sha }: { sha: string }) => sha)).toEqual(commits.map(({ sha }) => sha));
  expect(compared.behind_by).toBeLessThan(50);
});

test('no events are sent, and commands then work as in any other repository', () => {
  const { commands } = running.simulator;
  const { deliveries } = commands.install({ by: 'ada-okafor' });
  expect(deliveries.map(({ event }) => event)).toEqual(['installation']);
  const { value } = commands.openIssue({ repository: 'large', by: 'ada-okafor', title: 'New' });
  expect(value.number).toBe(7_001);
  const [open] = [...findRepository(world, 'large').pullRequests.values()].filter(
    ({ state, draft }) => state === 'open' && !draft,
  );
  const merge = { repository: 'large', by: 'ada-okafor', number: open?.number ?? 0, deletesBranch: true };
  expect(commands.mergePullRequest(merge).value.mergeCommitSha).not.toBeNull();
  expect(findRepository(world, 'large').commits.size).toBeGreaterThan(12_000);
});

test('the scenario does not use it', () => {
  const simulator = createSimulator({ seed: 1, clock });
  populateOrganisation(simulator, { repositories: 30 });
  const deliveries = [...history(simulator)].flat();
  for (let count = 0; count < 300; count++) deliveries.push(...act(simulator));
  const delivered = new Set(deliveries.map(({ repositoryId }) => repositoryId));
  expect([...simulator.world.populated].filter((id) => delivered.has(id))).toEqual([]);
  const spread = new Set(deliveries.map(({ body }) => JSON.parse(body).issue?.created_at));
  expect(spread.size).toBeGreaterThan(10);
});

test('the same seed and clock give the same population, another seed another', () => {
  const bodiesOf = (seed: number) => {
    const simulator = createSimulator({ seed, clock });
    const options = { repositories: 30, sized: [{ name: 'one', commits: 50, issues: 50, pullRequests: 20 }] };
    const made = populateOrganisation(simulator, options).map(({ issues, pullRequests, runs, ...rest }) => ({
      ...rest,
      numbers: [...issues.values(), ...pullRequests.values()].map((each) => [each.id, each.updatedAt]),
      runs: [...runs.keys()],
      shas: [...rest.commits.keys()],
      commits: null,
      branches: [...rest.branches.keys()],
    }));
    return JSON.stringify(made);
  };
  expect(bodiesOf(4)).toBe(bodiesOf(4));
  expect(bodiesOf(4)).not.toBe(bodiesOf(5));
});

test.each<[string, PopulationOptions, number, number]>([
  ['100,000 commits', { sized: [{ name: 'one', commits: 100_000 }] }, 100_000, 450],
  ['50,000 issues', { sized: [{ name: 'one', issues: 50_000 }] }, 50_000, 650],
  ['1,000 repositories', { repositories: 1_000 }, 1_000, 60_000],
])('%s use little memory', (_, options, count, maxBytes) => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    return getHeapStatistics().used_heap_size;
  };
  const simulator = createSimulator({ seed: 1, clock });
  const empty = used();
  populateOrganisation(simulator, options);
  expect((used() - empty) / count).toBeLessThan(maxBytes);
  expect(countObjects(simulator.world).repositories).toBeGreaterThan(6);
});
