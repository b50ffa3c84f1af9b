import { applyObservations } from '@hubtwin/database';
import { branches, type JsonObject, repositories } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, type Delivery, delivery, repository } from '../tests/histories.ts';
import { interpretDelivery } from './interpret-delivery.ts';
import { observeFetched } from './observe.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase({ poolMax: 2 });
});
afterEach(() => connection[Symbol.asyncDispose]());

const apply = (observations: Parameters<typeof applyObservations>[1]) =>
  connection.database.transaction().execute((transaction) => applyObservations(transaction, observations));
const receive = async (arriving: Delivery) => apply(interpretDelivery(arriving).observations);

interface Change {
  resource: string;
  kind: string;
  fields: JsonObject;
}

/** The newest changes of a resource. */
async function changesOf(resource: string): Promise<Change[]> {
  const { rows } = await connection.pool.query<Change>(
    'select resource, kind, fields from changes where resource = $1 order by seq',
    [resource],
  );
  return rows;
}

const before = {
  description: 'Old',
  topics: ['a'],
  default_branch: 'master',
  visibility: 'private',
  private: true,
  archived: false,
  stargazers_count: 1,
  forks_count: 2,
};
const deliveryOf = (event: string, action: string, second: number, changes: JsonObject) =>
  delivery(event, second, { action, repository: repository(second, { ...before, ...changes }) });
const origin = (second: number) =>
  ({ repositoryId: 7, source: 'sync', requestedAt: new Date(at(second)) }) as const;

describe('a change is logged with the old and the new value, from a delivery or a request', () => {
  test.for<[string, string, string, JsonObject]>([
    ['description', 'repository', 'edited', { description: 'New' }],
    ['topics', 'repository', 'edited', { topics: ['a', 'b'] }],
    ['default branch', 'repository', 'edited', { default_branch: 'main' }],
    ['visibility', 'repository', 'publicized', { visibility: 'public', private: false }],
    ['archived', 'repository', 'archived', { archived: true }],
    ['stars', 'star', 'created', { stargazers_count: 2 }],
    ['forks', 'fork', '', { forks_count: 3 }],
  ])('%s', async ([, event, action, changes]) => {
    const expected = Object.fromEntries(
      Object.entries(changes).map(([name, to]) => [name, { from: Reflect.get(before, name), to }]),
    );
    await receive(deliveryOf('repository', 'created', 1, {}));
    await receive(deliveryOf(event, action, 2, changes));
    expect((await changesOf('repositories')).at(-1)).toMatchObject({ kind: 'updated', fields: expected });
    const fetched = repository(3, before);
    await apply([observeFetched(repositories, fetched, { ...origin(3), repositoryId: null })]);
    const back = Object.fromEntries(
      Object.entries(expected).map(([name, { from, to }]) => [name, { from: to, to: from }]),
    );
    expect((await changesOf('repositories')).at(-1)?.fields).toMatchObject(back);
  });

  test('commits: the head of their branch, and each of them', async () => {
    const pushed = (second: number, after: string) =>
      delivery('push', second, {
        ref: 'refs/heads/main',
        after,
        deleted: false,
        commits: [{ id: after, message: 'Work', timestamp: at(second) }],
        head_commit: { id: after },
        repository: repository(second, { pushed_at: Date.parse(at(second)) / 1_000 }),
      });
    await receive(pushed(1, 'a'));
    await receive(pushed(2, 'b'));
    expect((await changesOf('branches')).at(-1)).toMatchObject({ fields: { sha: { from: 'a', to: 'b' } } });
    expect(await changesOf('commits')).toMatchObject([{ kind: 'created' }, { kind: 'created' }]);
  });

  test('branch protection: the rule, and the branch', async () => {
    const rule = (action: string, second: number, reviews: number) =>
      delivery('branch_protection_rule', second, {
        action,
        rule: { id: 30, name: 'main', required_approving_review_count: reviews, updated_at: at(second) },
      });
    await apply([observeFetched(branches, { name: 'main', protected: false }, origin(1))]);
    await receive(rule('created', 2, 1));
    await receive(rule('edited', 3, 2));
    const settings = (count: number) => ({ required_approving_review_count: count });
    expect(await changesOf('branch_protection_rules')).toMatchObject([
      { kind: 'created', fields: { settings: { from: null, to: settings(1) } } },
      { kind: 'updated', fields: { settings: { from: settings(1), to: settings(2) } } },
    ]);
    expect((await changesOf('branches')).slice(1)).toEqual([
      { resource: 'branches', kind: 'updated', fields: { protected: { from: false, to: true } } },
    ]);
    await apply([observeFetched(branches, { name: 'main', protected: false }, origin(4))]);
    expect((await changesOf('branches')).at(-1)?.fields).toEqual({ protected: { from: true, to: false } });
  });
});
