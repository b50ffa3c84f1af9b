import { isDeepStrictEqual } from 'node:util';
import { storeObservations } from '@hubtwin/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { pollLists } from '../src/sync/polling/poll-lists.ts';
import { boundClaims } from '../src/trust/bound-claims.ts';
import { startTwin, type TestTwin } from './start-twin.ts';

const call = { priority: 'high' } as const;
const ada = { repository: 'storefront', by: 'ada-okafor' };
const labels = ['Linux', 'X64'];

let twin: TestTwin;
let aheadMs = 0;
beforeAll(async () => {
  twin = await startTwin({});
  await twin.importAll(['demo-org/storefront']);
});
afterAll(() => twin[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const id of [...world().runners.keys()]) commands().removeRunner({ runner: id });
  await twin.connection.pool.query(
    `delete from runners; delete from sync_cursors where scope like 'polled%'`,
  );
  pass(120_000);
});

const world = () => twin.running.simulator.world;
const commands = () => twin.running.simulator.commands;

function pass(ms: number): void {
  aheadMs += ms;
  twin.running.simulator.shiftTime(aheadMs);
}

type Deliveries = readonly { event: string; body: string }[];

const interpreted = ({ event, body }: Deliveries[number]) =>
  interpretDelivery({ event, payload: JSON.parse(body), receivedAt: new Date(Date.now() + aheadMs) });

async function receive(deliveries: Deliveries): Promise<void> {
  const observations = deliveries.flatMap((delivery) => interpreted(delivery).observations);
  await storeObservations(twin.connection.database, observations);
}

async function poll(): Promise<void> {
  const { database } = twin.connection;
  expect(await pollLists({ database, github: twin.github }, call)).toEqual([]);
}

const startRun = () => commands().startWorkflowRun({ ...ada, workflow: 'Deploy' });
const progress = (run: number) => commands().progressWorkflowRun({ ...ada, run });

const rows = async (where = 'deleted_at is null') =>
  (
    await twin.connection.pool.query(
      `select split_part(scope, '/', 1) as of, id, name, status, busy, ephemeral, labels, runner_group_id as group
         from runners where ${where} order by id, scope`,
    )
  ).rows;

/** The runners as the simulator has them. */
const truth = () =>
  [...world().runners.values()].map(({ id, name, status, busy, ephemeral, labels, group, target }) => ({
    of: target.type === 'repository' ? 'repos' : 'orgs',
    ...{ id, name, status, busy, ephemeral, labels, group: group.id },
  }));

const requests = () => twin.running.rest.log.list();

test('a runner of an organisation is one row, whether its list or its job is read first', async () => {
  commands().registerRunner({ name: 'before', labels });
  const first = startRun();
  await receive(first.deliveries);
  await receive(progress(first.value.id).deliveries);
  expect(await rows()).toMatchObject([{ of: 'repos', name: 'before', status: null, busy: true }]);
  await poll();
  expect(await rows()).toEqual(truth());
  await receive(progress(first.value.id).deliveries);
  expect(await rows()).toEqual(truth());
  pass(5_000);
  const second = startRun();
  await receive([...second.deliveries, ...progress(second.value.id).deliveries]);
  expect(await rows()).toEqual(truth());
  expect(truth()).toMatchObject([{ busy: true }]);
  const { rows: groups } = await twin.connection.pool.query(
    `select runner_group_name as name, raw #> '{labels,0,type}' as type from runners where deleted_at is null`,
  );
  expect(groups).toEqual([{ name: 'Default', type: 'read-only' }]);
});

test('a runner of a repository that a job reports is found by the list of the repository', async () => {
  commands().registerRunner({ name: 'own', labels, repository: 'storefront' });
  const run = startRun();
  await receive([...run.deliveries, ...progress(run.value.id).deliveries]);
  await poll();
  expect(await rows()).toEqual(truth());
});

test('the newest of jobs and lists decides whether a runner is busy, in any order of arrival', async () => {
  commands().registerRunner({ name: 'build', labels });
  const run = startRun().value.id;
  const started = progress(run).deliveries;
  await receive(started);
  await poll();
  pass(5_000);
  const ended = progress(run).deliveries;
  await receive(ended);
  expect(await rows()).toEqual(truth());
  await receive(started);
  expect(await rows()).toEqual(truth());
  pass(5_000);
  const [id = 0] = world().runners.keys();
  commands().setRunnerStatus({ runner: id, status: 'busy' });
  await poll();
  await receive(ended);
  expect(await rows()).toMatchObject([{ busy: true }]);
});

test('an ephemeral runner ends with its job, and one that no list shows any more has ended', async () => {
  commands().registerRunner({ name: 'once', labels, ephemeral: true });
  const run = startRun().value.id;
  await receive(progress(run).deliveries);
  await poll();
  expect(await rows()).toEqual(truth());
  pass(10_000);
  await receive(progress(run).deliveries);
  expect(await rows()).toEqual([]);
  // It runs its job between two polls: no list ever contained it.
  commands().registerRunner({ name: 'lasting', labels: ['other'] });
  commands().registerRunner({ name: 'short', labels, ephemeral: true });
  const short = startRun().value.id;
  await receive([...progress(short).deliveries, ...progress(short).deliveries]);
  expect(await rows()).toMatchObject([{ name: 'short', status: null, busy: false }]);
  pass(10_000);
  await poll();
  expect(await rows()).toEqual(truth());
});

test('a hook of a repository changes no runner of its organisation', async () => {
  commands().registerRunner({ name: 'once', labels, ephemeral: true });
  const run = startRun().value.id;
  await receive(progress(run).deliveries);
  await poll();
  pass(10_000);
  const repositoryId = twin.repositoryIdOf('demo-org/storefront');
  const owner = { configId: 1, repositoryId, target: 'demo-org/storefront', ownerId: null };
  const forged = progress(run).deliveries.flatMap(
    (delivery) => boundClaims(interpreted(delivery), owner, undefined).observations,
  );
  await storeObservations(twin.connection.database, forged);
  expect(await rows()).toMatchObject([{ of: 'orgs', name: 'once', busy: true }]);
});

test('a job does not rename a runner of its repository that has the number of one of its organisation', async () => {
  commands().registerRunner({ name: 'shared', labels });
  const [id = 0] = world().runners.keys();
  const repositoryId = twin.repositoryIdOf('demo-org/storefront');
  await twin.connection.pool.query(
    `insert into runners (scope, id, repository_id, name, status, busy, raw, version, source, synced_at)
     values ($1, $2, $3, 'own', 'online', false, '{}', '', 'sync', now())`,
    [`repos/${repositoryId}`, id, repositoryId],
  );
  const run = startRun().value.id;
  await receive(progress(run).deliveries);
  expect(await rows()).toMatchObject([{ name: 'own', busy: false }]);
});

test('nothing is requested where there are no runners', async () => {
  twin.running.rest.log.clear();
  await poll();
  expect(requests()).toEqual([]);
});

test('a list that GitHub denies is not requested again with the next poll, and ends no runner', async () => {
  commands().registerRunner({ name: 'build', labels });
  await receive(progress(startRun().value.id).deliveries);
  await poll();
  const rule = twin.running.rest.faults.add({
    fault: { kind: 'refusal', status: 403, message: 'Resource not accessible by integration' },
    path: '/orgs/demo-org/actions/runners',
  });
  await poll();
  await poll();
  expect(twin.running.rest.faults.list()).toMatchObject([{ met: 1 }]);
  expect(await rows()).toEqual(truth());
  twin.running.rest.faults.remove(rule);
});

test('in an hour with 200 ephemeral runners, the rows equal GitHub every minute with under 150 requests', async () => {
  const stepMs = 10_000;
  const stepsPerHour = 360;
  /** Runs in progress, with the step at which their job ends. */
  let running: { run: number; until: number }[] = [];
  let registered = 0;
  const differing: number[] = [];
  twin.running.rest.log.clear();
  for (let step = 1; step <= stepsPerHour; step += 1) {
    pass(step % 3 === 1 && step > 1 ? stepMs - 1_000 : stepMs);
    const due = Math.floor((step * 200) / stepsPerHour);
    const deliveries: Deliveries[number][] = [];
    for (const { run } of running.filter(({ until }) => until <= step))
      deliveries.push(...progress(run).deliveries);
    running = running.filter(({ until }) => until > step);
    for (; registered < due; registered += 1) {
      commands().registerRunner({ name: `once-${registered}`, labels, ephemeral: true });
      const { value, deliveries: queued } = startRun();
      deliveries.push(...queued, ...progress(value.id).deliveries);
      // From ten seconds to four minutes.
      running.push({ run: value.id, until: step + 1 + ((registered * 7) % 24) });
    }
    await receive(deliveries);
    if (step % 3 !== 0) continue;
    pass(1_000);
    await poll();
    if (step % 6 !== 0) continue;
    const [ours, theirs] = [await rows(), truth()];
    if (!isDeepStrictEqual(ours, theirs)) differing.push(step / 6);
  }
  expect(registered).toBe(200);
  expect(differing).toEqual([]);
  expect(requests().length).toBeLessThan(150);
}, 240_000);
