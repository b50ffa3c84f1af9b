import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecoveryScene, setRecoveryScene } from './recovery-scene.ts';

let scene: RecoveryScene;
beforeEach(async () => {
  scene = await setRecoveryScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const drop = () => scene.github.deliverer.addFault({ kind: 'drop' });

test('an unreadable attempt is counted, and does not hide others', async () => {
  drop();
  await scene.openIssues(5);
  scene.github.deliverer.clearFaults();
  await scene.secondsPass(60);
  const item = (at: number, fields: Record<string, unknown> | null) =>
    scene.github.rest.faults.add({ fault: { kind: 'item', at, fields }, path: '/app/hook/deliveries' });
  item(0, null);
  item(1, { guid: 'none' });
  item(2, { delivered_at: 'never' });
  expect(await scene.recover()).toMatchObject([{ unreadable: 3, missed: 2, redelivered: 2, error: null }]);
  scene.github.rest.faults.clear();
  expect(await scene.recover({ deep: true })).toMatchObject([{ unreadable: 0, missed: 3, redelivered: 3 }]);
  await scene.allArrive();
});

test('a page of attempts that is too heavy is read in halves, also by the pass that continues there', async () => {
  await using owned = await setRecoveryScene({
    environment: ({ environment }) => ({ ...environment, GITHUB_RETRY_COUNT: '0' }),
  });
  const { faults, log } = owned.github.rest;
  owned.github.deliverer.addFault({ kind: 'drop' });
  await owned.openIssues(120);
  owned.github.deliverer.clearFaults();
  await owned.secondsPass(60);
  const heavy = { fault: { kind: 'status', status: 502 }, path: 'deliveries\\?.*per_page=100' } as const;
  faults.add(heavy);
  faults.add({ fault: { kind: 'refusal', status: 409, message: 'Conflict' }, path: 'cursor', count: 1 });
  expect(await owned.recover()).toMatchObject([{ pages: 1, error: { status: 409 } }]);
  log.clear();
  expect(await owned.recover()).toMatchObject([{ missed: 70, redelivered: 120, error: null }]);
  const sizes = log.list().flatMap(({ path }) => /[?&]per_page=(\d+)&?.*cursor/.exec(path)?.[1] ?? []);
  expect(sizes).toEqual(['50', '50']);
  await owned.allArrive();
});

test('a list of attempts with a cycle fails the pass, and the next one reads it', async () => {
  drop();
  await scene.openIssues(3);
  scene.github.deliverer.clearFaults();
  await scene.secondsPass(60);
  const fault = scene.github.rest.faults.add({ fault: { kind: 'loop' }, path: '/app/hook/deliveries\\?' });
  scene.requests();
  expect(await scene.recover()).toMatchObject([
    { error: { message: expect.stringContaining('no progress') }, isUnreachable: false },
  ]);
  expect(scene.requests().lists).toBeLessThan(4);
  scene.github.rest.faults.remove(fault);
  expect(await scene.recover()).toMatchObject([{ missed: 3, redelivered: 3, error: null }]);
  await scene.allArrive();
});

test('after a hundred unchanged attempts no further page is requested', async () => {
  const { log } = scene.github.rest;
  await scene.openIssues(100 - scene.github.deliverer.records().length);
  await scene.secondsPass(60);
  await scene.recover();
  log.clear();
  expect(await scene.recover({ deep: true })).toMatchObject([{ pages: 1, read: 100 }]);
});
