import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { storeObservations } from '@hubtwin/database';
import { commits as commitsDefinition, resources } from '@hubtwin/resources';
import { testSettings, waitFor } from '@hubtwin/test-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refetchUncertain } from '../src/fetch/refetch-uncertain.ts';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';
import type { SyncProcessInput } from './sync-process.ts';
import { differences } from './truth.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const size = 230;
const sizes = {
  commits: 120,
  issues: size,
  pullRequests: size,
  runs: 20,
  branches: 130,
  labels: 120,
  releases: 110,
};

// A long run: WORLDS=20.
let twin: TestTwin;
/** GitHub's clock is ahead of ours by this much: earlier changes are older than a replica's lag. */
let aheadMs = 0;
beforeAll(async () => {
  twin = await startTwin({
    repositories: 0,
    people: 3,
    sized: [{ name: 'monolith', milestones: 110, ...sizes }],
  });
  await twin.importAll([name]);
});
afterAll(() => twin[Symbol.asyncDispose]());

const pass = (ms: number) => {
  aheadMs += ms;
  twin.running.simulator.shiftTime(aheadMs);
};
const simulated = () => {
  const repository = twin.running.simulator.world.repositories.get(twin.repositoryIdOf(name));
  if (repository === undefined) throw new Error('there is no repository');
  return repository;
};
let turn = 0;

/** The subjects of many lost deliveries, by the resource that must be read. */
const losses: Record<string, () => void> = {
  commits() {
    const { commands } = twin.running.simulator;
    const commits = (count: number) =>
      Array.from({ length: count }, (_, nth) => ({ message: `${turn}.${nth}`, modified: ['a'] }));
    const branch = `side-${turn}`;
    commands.createBranch({ ...scene, branch, commits: commits(140) });
    // The commits of the side branch are older than 210 commits of the branch that it is merged into.
    pass(3_600_000);
    commands.push({ ...scene, branch: 'main', commits: commits(210) });
    pass(3_600_000);
    const { number } = commands.openPullRequest({ ...scene, head: branch, title: branch }).value;
    commands.mergePullRequest({ ...scene, number });
  },
  issues() {
    for (const number of [...simulated().issues.keys()].slice(0, size))
      twin.running.simulator.commands.editIssue({ ...scene, number, title: `turn ${turn} of ${number}` });
  },
  pull_requests() {
    for (const number of [...simulated().pullRequests.keys()].slice(0, size))
      twin.running.simulator.commands.editPullRequest({
        ...scene,
        number,
        title: `turn ${turn} of ${number}`,
      });
  },
  workflow_runs() {
    const { commands } = twin.running.simulator;
    const [workflow] = simulated().workflows;
    const runs: number[] = [];
    for (let nth = 0; nth < size; nth++)
      runs.push(commands.startWorkflowRun({ ...scene, workflow: workflow?.name ?? '' }).value.id);
    // For unfinished runs, the jobs would be read too.
    for (const run of runs) commands.completeWorkflowRun({ ...scene, run });
  },
  labels() {
    for (const label of [...simulated().labels.values()])
      twin.running.simulator.commands.editLabel({ ...scene, name: label.name, description: `turn ${turn}` });
  },
  branches() {
    const { commands } = twin.running.simulator;
    for (const branch of [...simulated().branches.values()].slice(1, 20))
      commands.push({
        ...scene,
        branch: branch.name,
        commits: [{ message: `turn ${turn}`, modified: ['b'] }],
      });
    commands.createBranch({ ...scene, branch: `new-${turn}` });
  },
};

const sync = (resource: string, signal?: AbortSignal) =>
  syncRepository(twin.repositoryIdOf(name), [resource], {
    database: twin.connection.database,
    github: twin.github,
    priority: 'high',
    ...(signal !== undefined && { signal }),
  });

/** Waits until a page is requested that GitHub does not answer. */
const isStuck = () =>
  waitFor('the page to be requested', async () => twin.running.rest.faults.list().some(({ met }) => met > 0));

const interruptions = {
  async error(resource: string, path: string) {
    twin.running.rest.faults.add({ fault: { kind: 'refusal', status: 409, message: 'Conflict' }, path });
    await sync(resource);
  },
  async stop(resource: string, path: string) {
    twin.running.rest.faults.add({ fault: { kind: 'timeout' }, path });
    const stopping = new AbortController();
    const stopped = sync(resource, stopping.signal).catch(() => null);
    await isStuck();
    stopping.abort();
    await stopped;
  },
  async kill(resource: string, path: string) {
    twin.running.rest.faults.add({ fault: { kind: 'timeout' }, path });
    const { simulator, rest } = twin.running;
    const input: SyncProcessInput = {
      databaseUrl: twin.connection.url,
      baseUrl: simulator.world.host.api,
      app: { id: `${simulator.app.id}`, privateKey: rest.appKey.privateKey },
      repositoryId: twin.repositoryIdOf(name),
      resource,
    };
    const script = fileURLToPath(new URL('sync-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(input)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(child, 'exit');
    await isStuck();
    child.kill('SIGKILL');
    await ended;
  },
};

/** The number of pages of a list that are read without an interruption. */
const pagesOf: Record<string, number> = {
  commits: 4,
  issues: 3,
  pull_requests: 3,
  workflow_runs: 3,
  labels: 2,
  branches: 2,
};

/** One list of each kind whose process is killed; a long run kills each. */
const isKilled = (resource: string) =>
  testSettings.worlds !== undefined || !['workflow_runs', 'branches'].includes(resource);
const cases = Object.keys(losses).flatMap((resource) =>
  (Object.keys(interruptions) as (keyof typeof interruptions)[])
    .filter((how) => how !== 'kill' || isKilled(resource))
    .map((how) => [resource, how] as const),
);

test.for(cases)(
  'a read of %s that is ended by %s after any page is completed by the next',
  { timeout: 120_000 },
  async ([resource, how]) => {
    const definition = resources.find((each) => each.name === resource);
    if (definition === undefined) throw new Error(`there is no ${resource}`);
    const pages = pagesOf[resource] ?? 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: pages - 1 }), async (page) => {
        turn += 1;
        pass(600_000);
        await sync(resource);
        pass(600_000);
        losses[resource]?.();
        pass(120_000);
        await interruptions[how](resource, `[?&]page=${page + 1}(&|$)`);
        const [fault] = twin.running.rest.faults.list();
        expect(fault?.met).toBeGreaterThan(0);
        twin.running.rest.faults.clear();
        twin.running.rest.log.clear();
        const { lists } = await sync(resource);
        expect(lists.filter((list) => 'state' in list)).toEqual([]);
        expect(await differences(twin.running, twin.connection, definition, name)).toEqual([]);
        const route = definition.list?.route ?? '';
        const requested = twin.running.rest.log
          .list()
          .filter((request) => toRoute(request) === route.replaceAll(/\{(\w+)\}/g, ':$1'));
        expect(requested.length).toBeLessThanOrEqual(pages + 1);
      }),
      { numRuns: testSettings.worlds ?? 1, endOnFailure: true },
    );
  },
);

test('a truncated push is complete when all of its commits were read', async () => {
  const { commands } = twin.running.simulator;
  const repositoryId = twin.repositoryIdOf(name);
  const { database, pool } = twin.connection;
  pass(600_000);
  await sync('commits');
  const commits = Array.from({ length: 2_100 }, (_, nth) => ({ message: `many ${nth}` }));
  const branch = 'many';
  const { deliveries } = commands.createBranch({ ...scene, branch, commits });
  for (const { event, body } of deliveries) {
    const { observations } = interpretDelivery({ event, payload: JSON.parse(body), receivedAt: new Date() });
    await storeObservations(database, observations);
  }
  twin.running.rest.faults.add({
    fault: { kind: 'refusal', status: 409, message: 'Conflict' },
    path: '[?&]page=3(&|$)',
  });
  const options = { database, github: twin.github, priority: 'high' } as const;
  await refetchUncertain(commitsDefinition, repositoryId, options).catch(() => null);
  twin.running.rest.faults.clear();
  // Reading the default branch to its end says nothing about the other one.
  commands.push({ ...scene, branch: 'main', commits: [{ message: 'On the default branch' }] });
  pass(120_000);
  await sync('commits');
  const { rows } = await pool.query(
    `select count(*)::int from commits where message like 'many %' and parents is not null`,
  );
  expect(rows[0].count).toBe(2_100);
  twin.running.rest.log.clear();
  await sync('commits');
  expect(twin.running.rest.log.list().length).toBeLessThanOrEqual(2);
});

const toRoute = ({ method, route }: { method: string; route: string | null }) =>
  route?.startsWith(method) ? route : `${method} ${route}`;
