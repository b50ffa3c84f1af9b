import { waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchChildren } from '../src/fetch/fetch-children.ts';
import { probeDrift } from '../src/sync/probe/probe-drift.ts';
import { syncRepository } from '../src/sync/sync-repository.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const name = 'demo-org/monolith';
const scene = { repository: 'monolith', by: 'ada-okafor' };
const jobs = 230;

let twin: TestTwin;
let installationId = 0;
let aheadMs = 0;
beforeAll(async () => {
  const sized = { name: 'monolith', commits: 1, issues: 0, pullRequests: 0, runs: 1 };
  twin = await startTwin({ repositories: 0, people: 3, sized: [sized] });
  const { simulator } = twin.running;
  const [workflow] = simulator.world.repositories.get(twin.repositoryIdOf(name))?.workflows ?? [];
  if (workflow === undefined) throw new Error('there is no workflow');
  workflow.jobs = Array.from({ length: jobs }, (_, nth) => ({
    name: `job ${nth}`,
    steps: ['Test'],
    runsOn: ['ubuntu-latest'],
  }));
  await twin.importAll([name]);
  [installationId = 0] = simulator.world.installations.keys();
});
afterAll(() => twin[Symbol.asyncDispose]());

/** A run of which no delivery arrives. */
function startLostRun(): number {
  const { commands, world } = twin.running.simulator;
  const [workflow] = world.repositories.get(twin.repositoryIdOf(name))?.workflows ?? [];
  return commands.startWorkflowRun({ ...scene, workflow: workflow?.name ?? '' }).value.id;
}

const sync = (signal?: AbortSignal) =>
  syncRepository(twin.repositoryIdOf(name), ['workflow_runs'], {
    database: twin.connection.database,
    github: twin.github,
    priority: 'high',
    ...(signal !== undefined && { signal }),
  });

const stored = async (run: number): Promise<number> =>
  (await twin.connection.pool.query('select count(*)::int from workflow_jobs where run_id = $1', [run]))
    .rows[0].count;

const requested = () => twin.running.rest.log.list().filter(({ path }) => path.includes('/jobs')).length;

const interruptions = {
  async error(read: (signal: AbortSignal) => Promise<unknown>, path: string) {
    const fault = { kind: 'refusal', status: 409, message: 'Conflict' } as const;
    twin.running.rest.faults.add({ fault, path });
    await read(new AbortController().signal).catch(() => null);
  },
  async stop(read: (signal: AbortSignal) => Promise<unknown>, path: string) {
    twin.running.rest.faults.add({ fault: { kind: 'timeout' }, path });
    const stopping = new AbortController();
    const stopped = read(stopping.signal).catch(() => null);
    const isStuck = async () => twin.running.rest.faults.list().some(({ met }) => met > 0);
    await waitFor('the page to be requested', isStuck);
    stopping.abort();
    await stopped;
  },
};
type How = keyof typeof interruptions;
const readers = ['sync', 'fetch on demand'] as const;
const cases = (Object.keys(interruptions) as How[]).flatMap((how) =>
  readers.flatMap((reader) => [true, false].map((isEnded) => [reader, how, isEnded] as const)),
);

test.for(cases)(
  'jobs of a run whose list was read by a %s that ended by %s after a page are complete after the next sync (run ended before: %s)',
  async ([reader, how, isEnded]) => {
    const { rest, simulator } = twin.running;
    const { database } = twin.connection;
    const run = startLostRun();
    if (isEnded) simulator.commands.completeWorkflowRun({ ...scene, run });
    const target = { repositoryId: twin.repositoryIdOf(name), resource: 'workflow_jobs', parentId: run };
    const read = (signal: AbortSignal) =>
      reader === 'sync' ? sync(signal) : fetchChildren(target, { database, github: twin.github, signal });
    await interruptions[how](read, `/runs/${run}/jobs.*[?&]page=3(&|$)`);
    expect(await stored(run)).toBeLessThan(jobs);
    rest.faults.clear();
    await sync();
    expect(await stored(run)).toBe(jobs);
    if (!isEnded) simulator.commands.completeWorkflowRun({ ...scene, run });
    await sync();
    rest.log.clear();
    await sync();
    expect(requested(), 'a list that was read is not read again').toBe(0);
  },
);

test.for([true, false])(
  'jobs of a run are read after a sync that ended between the run and its jobs (run ended before: %s)',
  async (isEnded) => {
    const { rest, simulator } = twin.running;
    aheadMs += 600_000;
    simulator.shiftTime(aheadMs);
    await sync();
    const run = startLostRun();
    if (isEnded) simulator.commands.completeWorkflowRun({ ...scene, run });
    await interruptions.stop(sync, `/runs/${run}/jobs`);
    expect(await stored(run)).toBe(0);
    rest.faults.clear();
    const { drifts } = await probeDrift(
      { database: twin.connection.database, view: twin.github.forRepository({ installationId }) },
      { among: { repositoryIds: [twin.repositoryIdOf(name)] } },
      { priority: 'high' },
    );
    expect(drifts.flatMap(({ resources }) => resources)).toContain('workflow_runs');
    await sync();
    expect(await stored(run)).toBe(jobs);
  },
);
