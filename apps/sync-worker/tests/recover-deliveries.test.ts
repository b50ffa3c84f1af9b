import { recoveryQueue } from '@hubtwin/queue';
import { buildDelivery, waitFor } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkers } from '../src/start-workers.ts';
import { type RecoveryScene, setRecoveryScene } from './recovery-scene.ts';
import { startWorker } from './start-worker.ts';

let scene: RecoveryScene;
beforeEach(async () => {
  scene = await setRecoveryScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const drop = (probability = 1) => scene.github.deliverer.addFault({ kind: 'drop', probability, seed: 1 });
const query = async (sql: string, values: unknown[] = []) =>
  (await scene.worker.connection.pool.query(sql, values)).rows;
const cursorOf = async () =>
  (await query(`select value from sync_cursors where scope like 'recovery:%'`))[0]?.value;

/** Missed deliveries are recorded and redelivered and have arrived, and all attempts are known. */
async function settle() {
  await scene.secondsPass(60);
  await scene.recover();
  await scene.allArrive();
  await scene.secondsPass(60);
  await scene.recover();
  scene.requests();
}

test('deliveries that were lost in transit, or while the receiver was unavailable, have arrived after one pass', async () => {
  drop(0.3);
  await scene.openIssues(200);
  scene.github.deliverer.clearFaults();
  scene.receiver.isUnavailable = true;
  await scene.openIssues(30);
  scene.receiver.isUnavailable = false;
  await scene.openIssues(20);
  await scene.secondsPass(60);
  const missing = (await scene.missing()).length;
  expect(missing).toBeGreaterThan(70);
  const [found] = await scene.recover();
  expect(found).toMatchObject({ pages: 3, missed: missing, redelivered: missing, beyondRetention: false });
  await scene.allArrive();
  expect(new Set(scene.receiver.seen).size).toBe(scene.receiver.seen.length);
});

test('a pass without new deliveries costs one request, and so does one after few deliveries', async () => {
  await scene.openIssues(150);
  await settle();
  expect(await scene.recover()).toMatchObject([{ pages: 1, missed: 0 }]);
  await scene.openIssues(40);
  await scene.secondsPass(60);
  expect(await scene.recover()).toMatchObject([{ pages: 1, missed: 0 }]);
  expect(scene.requests()).toEqual({ lists: 2, redeliveries: 0 });
});

test('a delivery with several attempts is redelivered once, and one that arrived is not', async () => {
  drop();
  const [lost = '', found = ''] = await scene.openIssues(2);
  scene.github.deliverer.clearFaults();
  scene.receiver.isUnavailable = true;
  const recordOf = (guid: string) => scene.github.deliverer.records().find((each) => each.guid === guid);
  for (const guid of [lost, found, lost]) {
    await scene.github.deliverer.redeliver(recordOf(guid)?.id ?? 0);
  }
  scene.receiver.isUnavailable = false;
  await scene.github.deliverer.redeliver(recordOf(found)?.id ?? 0);
  await scene.secondsPass(60);
  expect(await scene.recover()).toMatchObject([{ missed: 1, redelivered: 1 }]);
  await scene.allArrive();
  expect(scene.receiver.seen.filter((guid) => guid === lost)).toHaveLength(1);
});

test('deliveries that may be in transit are left to the next pass', async () => {
  drop();
  const [guid] = await scene.openIssues(1);
  expect(await scene.recover()).toMatchObject([{ missed: 0, redelivered: 0 }]);
  await scene.secondsPass(31);
  expect(await scene.recover()).toMatchObject([{ missed: 1, redelivered: 1 }]);
  await scene.allArrive();
  expect(scene.receiver.seen).toContain(guid);
});

test('deliveries in the inbox are not redelivered, regardless of their status here or at GitHub', async () => {
  drop();
  const guids = await scene.openIssues(3);
  const statuses = ['parked', 'failed', 'received'];
  await scene.worker.store(guids.map((guid) => buildDelivery({ guid })));
  for (const [at, guid] of guids.entries()) {
    await query('update webhook_deliveries set status = $2 where guid = $1', [guid, statuses[at]]);
  }
  await scene.secondsPass(60);
  expect(await scene.recover({ deep: true })).toMatchObject([{ missed: 0, redelivered: 0 }]);
  expect(scene.requests().redeliveries).toBe(0);
});

test('after a restore, deliveries that were answered 2xx and are not in the inbox are redelivered', async () => {
  const guids = await scene.openIssues(3);
  await settle();
  await query('delete from webhook_deliveries where guid = any($1)', [guids.slice(1)]);
  expect(await scene.recover()).toMatchObject([{ missed: 2, redelivered: 2 }]);
  await scene.allArrive();
});

test('deliveries behind the cursor are found by a deep pass, which is due once a day', async () => {
  const [early] = await scene.openIssues(1);
  await scene.openIssues(120);
  await settle();
  await query('delete from webhook_deliveries where guid = $1', [early]);
  expect(await scene.recover()).toMatchObject([{ pages: 1, missed: 0 }]);
  expect(await scene.recover({ deep: true })).toMatchObject([{ pages: 2, missed: 1, redelivered: 1 }]);
  await scene.allArrive();
  // If it arrived after the end of the pass, the next one records it.
  await scene.recover();
  await query('delete from webhook_deliveries where guid = $1', [early]);
  const aDayAgo = new Date(Date.now() - 86_400_001).toISOString();
  await query(
    `update sync_cursors set value = jsonb_set(value, '{deepAt}', to_jsonb($1::text)) where scope like 'recovery:%'`,
    [aDayAgo],
  );
  await scene.secondsPass(60);
  expect(await scene.recover()).toMatchObject([{ pages: 2, missed: 1 }]);
  await scene.allArrive();
  await scene.secondsPass(60);
  expect(await scene.recover()).toMatchObject([{ pages: 1 }]);
});

test('a pass that is killed while it reads continues at its position, and then reads new deliveries', async () => {
  drop(0.3);
  await scene.openIssues(350);
  await scene.secondsPass(60);
  scene.github.rest.faults.add({ fault: { kind: 'timeout' }, path: 'deliveries\\?.*cursor' });
  const killed = new AbortController();
  const pass = scene.recover({ signal: killed.signal }).catch((error: unknown) => error);
  await waitFor('the first page', async () => (await cursorOf())?.reading?.next !== undefined);
  killed.abort(new Error('killed'));
  expect(await pass).toMatchObject({ message: 'killed' });
  scene.github.rest.faults.clear();
  await scene.openIssues(10);
  scene.github.deliverer.clearFaults();
  await scene.secondsPass(60);
  scene.requests();
  // Three pages of the first reading are left; the new ones fit on one.
  expect(await scene.recover()).toMatchObject([{ pages: 4, waiting: expect.any(Number) }]);
  await scene.allArrive();
  expect(scene.requests().lists).toBe(4);
});

test('a pass that is killed while it redelivers loses nothing', async () => {
  drop();
  await scene.openIssues(40);
  await scene.secondsPass(60);
  const killed = new AbortController();
  const pass = scene.recover({ signal: killed.signal }).catch((error: unknown) => error);
  await waitFor('a redelivery', () => scene.receiver.seen.length > 1);
  killed.abort(new Error('killed'));
  expect(await pass).toMatchObject({ message: 'killed' });
  await scene.recover();
  await scene.allArrive();
});

test('a delivery that is always refused is given up after three redeliveries, and can be retried on request', async () => {
  drop();
  const [refused = '', fine = ''] = await scene.openIssues(2);
  scene.github.deliverer.clearFaults();
  scene.receiver.refused.add(refused);
  const seen = () => scene.receiver.seen.filter((guid) => guid === refused).length;
  const passes: object[] = [];
  for (let n = 1; n <= 5; n++) {
    await scene.secondsPass(120);
    passes.push(...(await scene.recover()));
    await waitFor('the redelivery', () => seen() === Math.min(n, 3));
    // Other deliveries continue.
    await scene.openIssues(1);
  }
  expect(passes).toMatchObject([
    { missed: 2, redelivered: 2, givenUp: 0 },
    { missed: 0, redelivered: 1, givenUp: 0, waiting: 1 },
    { missed: 0, redelivered: 1, givenUp: 0, waiting: 1 },
    { missed: 0, redelivered: 0, givenUp: 1, waiting: 0 },
    { missed: 0, redelivered: 0, givenUp: 0, waiting: 0 },
  ]);
  expect(scene.receiver.seen).toContain(fine);
  scene.receiver.refused.clear();
  await scene.secondsPass(120);
  expect(await scene.recover({ deep: true })).toMatchObject([{ redelivered: 1 }]);
  await scene.allArrive();
});

test('a refused delivery is given up even if nothing else arrives', async () => {
  drop();
  const [refused = ''] = await scene.openIssues(1);
  scene.receiver.refused.add(refused);
  let givenUp = 0;
  for (let n = 0; n < 4; n++) {
    await scene.secondsPass(120);
    for (const found of await scene.recover()) givenUp += found.givenUp;
  }
  expect(givenUp).toBe(1);
  expect(scene.receiver.seen.filter((guid) => guid === refused)).toHaveLength(3);
});

test.for([1, 30])(
  'while the receiver is unavailable, a pass retries one of %i; then all arrive by one pass',
  async (count) => {
    await scene.openIssues(2);
    scene.receiver.isUnavailable = true;
    await scene.openIssues(count);
    const tried = () => scene.github.deliverer.records().filter(({ redelivery }) => redelivery).length;
    for (let n = 0; n < 5; n++) {
      await scene.secondsPass(300);
      const redelivered = n === 0 ? count : 1;
      expect(await scene.recover()).toMatchObject([{ redelivered, givenUp: 0, waiting: count }]);
      await waitFor('the attempts', () => tried() === count + n);
    }
    scene.receiver.isUnavailable = false;
    await scene.secondsPass(300);
    expect(await scene.recover()).toMatchObject([{ redelivered: count, givenUp: 0 }]);
    await scene.allArrive();
  },
);

test('discarded deliveries are reported, and a quiet hook is not mistaken for that', async () => {
  const day = 86_400;
  await scene.openIssues(3);
  await settle();
  for (let n = 0; n < 4; n++) {
    await scene.secondsPass(day);
    expect(await scene.recover()).toMatchObject([{ beyondRetention: false }]);
  }
  drop();
  await scene.openIssues(1);
  await scene.secondsPass(4 * day);
  await scene.openIssues(1);
  await scene.secondsPass(60);
  expect(await scene.recover()).toMatchObject([{ beyondRetention: true, redelivered: 1 }]);
  await scene.secondsPass(60);
  expect(await scene.recover()).toMatchObject([{ beyondRetention: false }]);
});

test('a delivery that GitHub discards before it could be redelivered is given up', async () => {
  drop();
  await scene.openIssues(1);
  scene.receiver.isUnavailable = true;
  await scene.secondsPass(60);
  await scene.recover();
  await scene.secondsPass(4 * 86_400);
  expect(await scene.recover()).toMatchObject([{ redelivered: 0, givenUp: 1, waiting: 0 }]);
});

test('workers that start together run one pass, and then nothing is missed', async () => {
  drop(0.3);
  await scene.openIssues(60);
  await scene.secondsPass(60);
  scene.requests();
  const { environment } = scene.github;
  await using other = await startWorker({
    environment: { ...environment, DATABASE_URL: scene.worker.connection.url },
  });
  await using _workers = await startWorkers(scene.worker.context);
  await using _others = await startWorkers(other.context);
  await scene.allArrive();
  await waitFor('the end of all jobs but the one of the schedule', async () => {
    const { delayed, waiting, active } = await scene.worker.context.queues.counts(recoveryQueue);
    return delayed !== 0 && waiting === 0 && active === 0;
  });
  expect(scene.requests().lists).toBe(1);
});

test('a failure of GitHub fails the job, and the next attempt completes it', async () => {
  drop(0.5);
  await scene.openIssues(20);
  await scene.secondsPass(60);
  scene.github.rest.faults.add({ fault: { kind: 'status', status: 503 }, path: 'attempts$', count: 1 });
  const [found] = await scene.recover();
  expect(found).toMatchObject({ error: { code: 'github_server' }, isUnreachable: false });
  expect(await query(`select 1 from sync_cursors where scope = 'recovery'`)).toEqual([]);
  expect(await scene.recover()).toMatchObject([{ error: null }]);
  await scene.allArrive();
  expect(await query(`select 1 from sync_cursors where scope = 'recovery'`)).toHaveLength(1);
});

test('the hooks of a repository and an organisation are recovered with the token, separately', async () => {
  await using owned = await setRecoveryScene({
    environment: ({ environment, rest }) => ({
      GITHUB_BASE_URL: environment.GITHUB_BASE_URL ?? '',
      GITHUB_TOKEN: rest.credentials.createPersonalToken({ login: 'ada-okafor' }),
    }),
  });
  const { github, receiver, worker } = owned;
  const { commands } = github.simulator;
  const hook = {
    by: 'ada-okafor',
    url: receiver.url,
    events: ['issues' as const],
    contentType: 'json' as const,
  };
  const ofRepository = commands.createHook({ ...hook, repository: 'storefront' }).value;
  const ofOrganisation = commands.createHook({ ...hook, organisation: 'demo-org' }).value;
  const configs = [
    { hook_id: ofRepository.id, target: 'demo-org/storefront' },
    { hook_id: 404_404, target: 'demo-org/storefront' },
    { hook_id: ofOrganisation.id, target: 'demo-org' },
    { hook_id: null, target: 'demo-org/handbook' },
  ];
  await worker.context.database
    .insertInto('webhook_configs')
    .values(configs.map((config) => ({ ...config, secret: Buffer.alloc(0) })))
    .execute();
  github.deliverer.addFault({ kind: 'drop' });
  await owned.openIssues(2);
  await owned.secondsPass(60);
  expect(await owned.recover()).toMatchObject([
    { source: `hook:${ofRepository.id}`, missed: 2, redelivered: 2, error: null },
    { source: 'hook:404404', error: { code: 'github_not_found' }, isUnreachable: true },
    { source: `hook:${ofOrganisation.id}`, missed: 2, redelivered: 2, error: null },
  ]);
  const { rows } = await worker.connection.pool.query(`select 1 from sync_cursors where scope = 'recovery'`);
  expect(rows).toHaveLength(1);
  // And the App's installation.
  await waitFor('the deliveries', () => receiver.seen.length === 1 + 4);
});

test('without a credential no request is sent and nothing is scheduled', async () => {
  await using owned = await setRecoveryScene({ environment: () => ({}) });
  await expect(owned.recover()).rejects.toThrow('no source');
  await using _workers = await startWorkers(owned.worker.context);
  expect(await owned.worker.context.queues.counts(recoveryQueue)).toMatchObject({
    waiting: 0,
    delayed: 0,
  });
  expect(owned.requests()).toEqual({ lists: 0, redeliveries: 0 });
});
