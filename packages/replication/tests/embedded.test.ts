import { followEmbedded, storeObservations } from '@hubtwin/database';
import { decode, issues, type JsonObject, resources } from '@hubtwin/resources';
import { createTestDatabase, type TestDatabase } from '@hubtwin/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { at, type Delivery, delivery } from './histories.ts';

let connection: TestDatabase;
beforeEach(async () => {
  connection = await createTestDatabase({ poolMax: 4 });
});
afterEach(() => connection[Symbol.asyncDispose]());

const label = (id: number, name: string) => ({ id, name, color: 'ededed', default: false });
const milestone = (second: number, title: string) => ({
  id: 90,
  number: 3,
  title,
  state: 'open',
  updated_at: at(second),
});
const issue = (second: number, embedded: JsonObject) =>
  delivery('issues', second, {
    action: 'edited',
    issue: { id: 1, number: 1, title: `at ${second}`, state: 'open', updated_at: at(second), ...embedded },
  });
const pull = (second: number, embedded: JsonObject) =>
  delivery('pull_request', second, {
    action: 'edited',
    pull_request: { id: 2, number: 2, title: 'Change', state: 'open', updated_at: at(second), ...embedded },
  });
const labelEvent = (second: number, action: string, value: JsonObject) =>
  delivery('label', second, { action, label: value });
const milestoneEvent = (second: number, action: string, value: JsonObject) =>
  delivery('milestone', second, { action, milestone: value });

async function apply({ event, payload, receivedAt }: Delivery): Promise<void> {
  const { observations } = interpretDelivery({ event, payload, receivedAt });
  await storeObservations(connection.database, observations);
}
const follow = () =>
  followEmbedded(connection.database, resources, {
    onFailure(error) {
      throw error;
    },
  });
const query = async (sql: string) => (await connection.pool.query(sql)).rows;
const carriedBy = async (table: string) =>
  (
    await query(
      `select labels, milestone_number as milestone, raw -> 'milestone' ->> 'title' as title from ${table}`,
    )
  )[0];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, n) => permutations(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
}

/** The rows after the deliveries in any order, with the log followed after each and only at the end. */
async function inAnyOrder(deliveries: readonly Delivery[], table: string): Promise<JsonObject> {
  const ends = new Map<string, JsonObject>();
  for (const order of permutations(deliveries)) {
    for (const isFollowed of [true, false]) {
      await query(
        'delete from issues; delete from pull_requests; delete from labels; delete from milestones',
      );
      for (const each of order) {
        await apply(each);
        if (isFollowed) await follow();
      }
      await follow();
      const end = await carriedBy(table);
      ends.set(JSON.stringify(end), end);
    }
  }
  expect([...ends.keys()]).toHaveLength(1);
  return [...ends.values()][0] ?? {};
}

test('an issue ends with the current name of its label, in any order of events', async () => {
  const end = await inAnyOrder(
    [
      issue(1, { labels: [label(10, 'bug'), label(11, 'ui')] }),
      labelEvent(2, 'edited', label(10, 'defect')),
      issue(3, { labels: [label(10, 'defect'), label(11, 'ui')] }),
      labelEvent(4, 'edited', label(10, 'fault')),
    ],
    'issues',
  );
  expect(end).toMatchObject({ labels: ['fault', 'ui'] });
});

test.for([
  ['bug', 'defect'],
  ['defect', 'bug'],
])(
  'a new name that another issue showed first, %s to %s, reaches all issues with the label',
  async ([old = '', name = '']) => {
    const other = issue(3, { labels: [label(10, name)] });
    const { payload } = other;
    const end = await inAnyOrder(
      [
        issue(1, { labels: [label(10, old)] }),
        { ...other, payload: { ...payload, issue: { ...Object(payload.issue), id: 5, number: 5 } } },
        labelEvent(2, 'edited', label(10, name)),
      ],
      'issues where id = 1',
    );
    expect(end).toMatchObject({ labels: [name] });
  },
);

test('the label in an issue is not reverted by an older event of the label', async () => {
  const end = await inAnyOrder(
    [labelEvent(1, 'created', label(10, 'bug')), issue(3, { labels: [label(10, 'defect')] })],
    'issues',
  );
  expect(end).toMatchObject({ labels: ['defect'] });
});

test('a deleted label and milestone are removed from all objects that embed them', async () => {
  const embedded = { labels: [label(10, 'bug'), label(11, 'ui')], milestone: milestone(1, 'Spring') };
  for (const [make, table] of [
    [issue, 'issues'],
    [pull, 'pull_requests'],
  ] as const) {
    const end = await inAnyOrder(
      [
        make(2, embedded),
        labelEvent(3, 'deleted', label(10, 'bug')),
        milestoneEvent(4, 'deleted', milestone(1, 'Spring')),
      ],
      table,
    );
    expect(end).toEqual({ labels: ['ui'], milestone: null, title: null });
  }
});

test('a renamed milestone has its new title in the issues that embed it', async () => {
  const end = await inAnyOrder(
    [
      issue(2, { labels: [], milestone: milestone(1, 'Spring') }),
      milestoneEvent(3, 'edited', milestone(3, 'Summer')),
    ],
    'issues',
  );
  expect(end).toEqual({ labels: [], milestone: 3, title: 'Summer' });
});

test('the change is logged with the old and the new value, once', async () => {
  await apply(issue(1, { labels: [label(10, 'bug')] }));
  await apply(labelEvent(2, 'edited', label(10, 'defect')));
  expect(await follow()).toBe(1);
  expect(await follow()).toBe(0);
  const log = await query(
    `select kind, fields, repository_id from changes where resource = 'issues' order by seq`,
  );
  expect(log[1]).toEqual({
    kind: 'updated',
    fields: { labels: { from: ['bug'], to: ['defect'] } },
    repository_id: 7,
  });
  expect(log).toHaveLength(2);
});

test('all issues of a repository are updated, and those of others are not', async () => {
  const { database } = connection;
  const observations = Array.from({ length: 450 }, (_, n) => {
    const embedded = { labels: n % 2 === 0 ? [label(10, 'bug')] : [label(11, 'ui')] };
    const { event, payload, receivedAt } = issue(1, embedded);
    const of = { ...Object(payload.issue), id: n + 1, number: n + 1 };
    return interpretDelivery({ event, payload: { ...payload, issue: of }, receivedAt }).observations;
  });
  await storeObservations(database, observations.flat());
  await follow();
  await apply(labelEvent(2, 'edited', label(10, 'defect')));
  expect(await follow()).toBe(225);
  expect(await query('select labels, count(*) from issues group by 1 order by 1')).toEqual([
    { labels: ['defect'], count: 225 },
    { labels: ['ui'], count: 225 },
  ]);
});

test.each([
  ['counters', { open_issues: 9, closed_issues: 4, description: 'Warm' }],
  ['state', { state: 'closed' }],
])(
  'a milestone whose %s change rewrites and logs nothing of the objects that embed it',
  async (_, change) => {
    for (const id of [1, 2, 3]) {
      const { event, payload, receivedAt } = issue(1, { milestone: milestone(1, 'Spring') });
      await apply({
        event,
        payload: { ...payload, issue: { ...Object(payload.issue), id, number: id } },
        receivedAt,
      });
    }
    await apply(milestoneEvent(2, 'created', milestone(1, 'Spring')));
    await follow();
    const before = await query('select xmin, * from issues order by id');
    await apply(milestoneEvent(3, 'edited', { ...milestone(3, 'Spring'), ...change }));
    expect(await follow()).toBe(0);
    expect(await query('select xmin, * from issues order by id')).toEqual(before);
  },
);

test('a renamed milestone is in the log of the issues that have it, so that cached answers end', async () => {
  await apply(issue(1, { labels: [], milestone: milestone(1, 'Spring') }));
  await apply(milestoneEvent(2, 'edited', milestone(2, 'Summer')));
  expect(await follow()).toBe(1);
  const log = await query(`select kind, fields from changes where resource = 'issues' order by seq`);
  expect(log.slice(1)).toEqual([
    { kind: 'updated', fields: { milestone: { from: 'Spring', to: 'Summer' } } },
  ]);
});

test('no entry of the log is without news, whatever is renamed', async () => {
  await apply(issue(1, { labels: [label(10, 'bug')], milestone: milestone(1, 'Spring') }));
  await apply(labelEvent(2, 'created', label(10, 'bug')));
  await apply(milestoneEvent(2, 'edited', milestone(2, 'Summer')));
  await apply(labelEvent(3, 'edited', { ...label(10, 'bug'), color: '000000' }));
  await follow();
  expect(
    await query(`select from changes where resource = 'issues' and fields = '{}' and kind = 'updated'`),
  ).toEqual([]);
});

const odd = ['x', '', 1.5, -3, true, null, {}, [], 1e30, '9'.repeat(40)];
test('objects with invalid ids do not stop the follower: others are refreshed', async () => {
  for (const [n, id] of odd.entries()) {
    const { event, payload, receivedAt } = issue(1, {
      milestone: { ...milestone(1, 'Spring'), id },
    });
    await apply({
      event,
      payload: { ...payload, issue: { ...Object(payload.issue), id: n + 10, number: n + 10 } },
      receivedAt,
    });
  }
  await apply(issue(1, { labels: [label(10, 'bug')] }));
  await apply(labelEvent(2, 'edited', label(10, 'defect')));
  await follow();
  expect(await query('select labels from issues where id = 1')).toEqual([{ labels: ['defect'] }]);
});

test('an embedded label has the address of its new name', async () => {
  const api = 'https://api.github.com/repos/octo/repo';
  const web = 'https://github.com/octo/repo';
  const url = `${api}/labels`;
  const embedded = [
    // Written in a way that no template has.
    { ...label(51, 'a b/c'), url: `${url}/a+b%2Fc` },
    { ...label(52, 'd'), url: `${url}/d` },
  ];
  await apply(issue(1, { url: `${api}/issues/1`, labels: embedded }));
  await apply(labelEvent(2, 'edited', { ...label(51, 'new'), url: `${url}/new` }));
  await apply(labelEvent(2, 'edited', label(52, 'other')));
  await follow();
  const [{ raw }] = await query('select raw from issues');
  const shape = issues.shape ?? expect.fail('issues have no shape');
  const facts = { repo: api, web, repository: () => null };
  expect(decode(shape, raw, facts).labels).toEqual([
    { ...label(51, 'new'), url: `${url}/new` },
    { ...label(52, 'other'), url: `${url}/other` },
  ]);
});
