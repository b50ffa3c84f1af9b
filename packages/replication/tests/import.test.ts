import { findSyncJob } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { expect, test } from 'vitest';
import { estimateImport } from '../src/import/estimate-import.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import { differences } from './truth.ts';

const name = 'demo-org/monolith';
const sizes = { commits: 1_050, issues: 520, pullRequests: 180, runs: 320, branches: 5, labels: 20 };
const monolith = { repositories: 0, sized: [{ name: 'monolith', ...sizes }] };
const pages = (items: number) => Math.max(1, Math.ceil(items / 100));

const listsOf = ({ running }: TestTwin) =>
  running.rest.log
    .list()
    .filter(({ route }) => /^GET \/(repos\/:owner\/:repo|repositories\/:\w+)\//.test(route ?? ''));

async function untruths({ running, connection }: TestTwin): Promise<string[]> {
  const all = await Promise.all(
    resources.map((definition) => differences(running, connection, definition, name)),
  );
  return all.flat();
}

test.each(['high', 'low'] as const)(
  'with %s priority every row is correct, with the fewest requests',
  { timeout: 60_000 },
  async (priority) => {
    await using twin = await startTwin(monolith);
    const { rest } = twin.running;
    const { connection, github } = twin;
    const id = twin.repositoryIdOf(name);
    const estimated = await estimateImport({ database: connection.database, github }, [id], { priority });
    rest.log.clear();
    const { jobId, failures } = await twin.import(name, { priority });
    expect(failures).toEqual([]);
    const { commits, issues, pullRequests, runs } = sizes;
    const large = pages(commits) + pages(issues + pullRequests) + pages(pullRequests) + pages(runs);
    const lists = listsOf(twin);
    const all = resources.filter(
      ({ inRepository, list }) =>
        inRepository &&
        list !== undefined &&
        list.of === undefined &&
        list.byParent?.nodes === undefined &&
        list.byParent?.isOnlyList !== true &&
        list.ofHeads === undefined,
    );
    const repository = twin.running.simulator.world.repositories.get(id);
    const checked = new Set([...(repository?.runs.values() ?? [])].map(({ headCommit }) => headCommit.sha));
    const branches = [...(repository?.branches.values() ?? [])];
    const open = [...(repository?.pullRequests.values() ?? [])].filter(({ state }) => state === 'open');
    const heads = new Set([...branches, ...open].map(({ head }) => head.sha)).intersection(checked);
    const ofHeads = lists.filter(({ route }) => route?.includes('/commits/:ref/')).length;
    expect(ofHeads, 'the suites and the check runs of each head that has some').toBe(2 * heads.size);
    const queried = all.filter(({ list }) => list?.connection !== undefined).length;
    const small = all.length - queried - 4;
    expect(lists.length, 'one page for each small list').toBe(large + small + ofHeads);
    expect(estimated.get(id), 'GitHub counts all but the runs').toBe(
      lists.length + queried - pages(runs) + 1,
    );
    expect(await untruths(twin)).toEqual([]);
    const job = await findSyncJob(twin.connection.database, jobId);
    expect(job).toMatchObject({ pagesDone: lists.length + queried, pagesTotal: lists.length + queried });
  },
);

test('killed after any page, it misses no row and reads no page more than twice', {
  timeout: 120_000,
}, async () => {
  const small = { commits: 250, issues: 140, pullRequests: 20, runs: 130 };
  const world = { repositories: 0, sized: [{ name: 'monolith', ...small }] };
  for (let killedAfter = 1, isDone = false; !isDone; killedAfter++) {
    await using twin = await startTwin(world);
    const { jobId, failures } = await twin.import(name, { priority: 'low', pages: killedAfter });
    isDone = failures.length === 0;
    await twin.import(name, { priority: 'low', jobId });
    const reads = Map.groupBy(listsOf(twin), ({ path }) => path);
    expect(Math.max(...[...reads.values()].map(({ length }) => length))).toBeLessThanOrEqual(2);
    expect(await untruths(twin), `killed after page ${killedAfter}`).toEqual([]);
  }
});

test('a list that fails does not affect the others, and the next attempt reads only the rest', {
  timeout: 60_000,
}, async () => {
  await using twin = await startTwin(monolith);
  const { rest } = twin.running;
  const fault = rest.faults.add({ fault: { kind: 'status', status: 500 }, path: '/issues\\?.*page=3' });
  const first = await twin.import(name);
  expect(first.failures).toMatchObject([{ resource: 'issues' }]);
  rest.faults.remove(fault);
  rest.log.clear();
  const second = await twin.import(name, { jobId: first.jobId });
  expect(second.failures).toEqual([]);
  const again = new Set(rest.log.list().map(({ route }) => route));
  expect(again).not.toContain('GET /repos/:owner/:repo/commits');
  const job = await findSyncJob(twin.connection.database, first.jobId);
  expect(job?.pagesTotal, 'pages are counted once').toBe(job?.pagesDone);
  expect(await untruths(twin)).toEqual([]);
});
