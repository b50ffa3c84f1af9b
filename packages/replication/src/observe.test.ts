import { applyObservations, type Observation } from '@hubtwin/database';
import { branches, contributors, issues, milestones, runners, workflowJobs } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';
import { observeFetched, UnreadableObjectError } from './observe.ts';
import { observeEmbedded } from './observe-embedded.ts';

let connection: TestDatabase;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection[Symbol.asyncDispose]());

const apply = (observations: readonly Observation[]) =>
  connection.database.transaction().execute((transaction) => applyObservations(transaction, observations));
const requestedAt = (time: string) =>
  ({ repositoryId: 7, source: 'sync', requestedAt: new Date(time) }) as const;

const ada = { id: 5, node_id: 'U_5', login: 'ada', type: 'User', site_admin: false };
const issue = (second: number) => ({
  id: 70,
  number: 1,
  updated_at: `2026-01-01T10:00:0${second}Z`,
  user: ada,
});

test('a known account is not written again on that day, from deliveries or lists', async () => {
  const receivedAt = new Date('2026-01-01T10:00:01Z');
  const delivered = (second: number) => {
    const payload = { action: 'edited', issue: issue(second), repository: { id: 7 }, sender: ada };
    return interpretDelivery({ event: 'issues', payload, receivedAt }).observations;
  };
  const listed = (time: string) => observeEmbedded([observeFetched(issues, issue(4), requestedAt(time))]);
  const onlyAccounts = (observations: readonly Observation[]) =>
    observations.filter(({ resource }) => resource.name === 'accounts');
  expect((await apply(onlyAccounts(delivered(1)))).effects).toMatchObject({ created: 1 });
  for (const again of [
    delivered(2),
    delivered(3),
    listed('2026-01-01T11:00:00Z'),
    listed('2026-01-01T23:00:00Z'),
  ]) {
    expect((await apply(onlyAccounts(again))).effects).toEqual({
      created: 0,
      updated: 0,
      recorded: 0,
      stale: 0,
      misplaced: 0,
      unchanged: 1,
    });
  }
  expect((await apply(listed('2026-01-02T01:00:00Z'))).effects).toMatchObject({ recorded: 1, updated: 0 });
});

test('the runner of a fetched job is stored, and a list updates it', async () => {
  const job = { id: 95, runner_id: 5, runner_name: 'build-05', runner_group_name: 'Default' };
  const seen = () =>
    observeEmbedded([observeFetched(workflowJobs, job, requestedAt('2026-01-03T00:00:00Z'))]);
  await apply([
    ...seen(),
    observeFetched(
      runners,
      { id: 5, name: 'build-05', status: 'offline' },
      requestedAt('2026-01-02T00:00:00Z'),
    ),
  ]);
  expect((await apply(seen())).effects).toMatchObject({ created: 0, updated: 0, recorded: 0 });
  const { rows } = await connection.pool.query('select name, status, runner_group_name from runners');
  expect(rows).toEqual([{ name: 'build-05', status: 'offline', runner_group_name: 'Default' }]);
});

test('a runner that was in no list cannot be requested, so it is not marked as deleted', () => {
  expect(runners.item?.parameters({ id: 5, name: 'build-05' })).toBeNull();
  expect(runners.item?.parameters({ id: 5, name: 'build-05', status: 'online' })).toEqual({ runner_id: 5 });
});

test('of two answers about an object without a clock the later request wins', async () => {
  const online = observeFetched(runners, { id: 6, status: 'online' }, requestedAt('2026-01-02T00:00:01Z'));
  const offline = observeFetched(runners, { id: 6, status: 'offline' }, requestedAt('2026-01-02T00:00:02Z'));
  await apply([offline]);
  await apply([online]);
  const { rows } = await connection.pool.query('select status from runners where id = 6');
  expect(rows).toEqual([{ status: 'offline' }]);
});

test('contributors are distinguished by account, anonymous ones by email address', () => {
  const keyOf = (contributor: object) =>
    observeFetched(contributors, contributor, requestedAt('2026-01-01T00:00:00Z')).key.contributor;
  const anonymous = { type: 'Anonymous', name: 'Ada', contributions: 3 };
  expect(keyOf({ ...ada, contributions: 9 })).toBe('5');
  expect(keyOf({ ...anonymous, email: 'ada@example.com' })).toBe('ada@example.com');
  expect(keyOf({ ...anonymous, email: 'other@example.com' })).toBe('other@example.com');
  expect(keyOf(anonymous)).toBe('Ada');
});

test.each([
  ['an issue without a number', issues, { ...issue(1), number: null }],
  ['an issue without a last update', issues, { ...issue(1), updated_at: null }],
  ['an issue whose last update is no time', issues, { ...issue(1), updated_at: '0000-13-45T00:00:00Z' }],
  ['an issue with a negative id', issues, { ...issue(1), id: -70 }],
  ['an issue with the id 0', issues, { ...issue(1), id: 0 }],
  ['a milestone without a number', milestones, { id: 3, title: 'v1' }],
] as const)('%s cannot be read: it could not be requested again', (_, definition, object) => {
  const origin = requestedAt('2026-01-04T00:00:00Z');
  expect(() => observeFetched(definition, object, origin)).toThrow(UnreadableObjectError);
  expect(() => observeFetched(issues, issue(1), origin)).not.toThrow();
  expect(() => observeFetched(branches, { name: 'main' }, origin)).not.toThrow();
});
