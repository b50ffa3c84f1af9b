import { expect, test } from 'vitest';
import { createSimulator } from '../../create-simulator.ts';
import { createGraphql } from '../create-graphql.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };

function setUp() {
  // Several issues share each second, so that the order depends on more than the time.
  let ms = Date.parse('2026-01-05T09:00:00Z');
  const simulator = createSimulator({
    seed: 3,
    clock: () => {
      ms += 300;
      return ms;
    },
  });
  for (let count = 1; count <= 25; count++)
    simulator.commands.openIssue({ ...scene, title: `Issue ${count}` });
  const graphql = createGraphql({ world: simulator.world });
  const rateLimit = { limit: 5000, remaining: 5000, used: 0, resetAt: new Date(0) };
  async function issues(
    args: string,
    fields = 'totalCount nodes { number } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }',
  ) {
    const closing = fields.includes(' fragment ') ? '' : ' } } }';
    const query = `{ repository(owner: "demo-org", name: "storefront") { issues${args} { ${fields}${closing}`;
    const { result } = await graphql.execute({ query }, { canSee: () => true, rateLimit });
    const { data, errors } = JSON.parse(JSON.stringify(result));
    return { connection: data?.repository?.issues, errors };
  }
  return { ...simulator, issues };
}

const numbers = (connection: { nodes: { number: number }[] }) => connection.nodes.map(({ number }) => number);
const upTo25 = Array.from({ length: 25 }, (_, index) => index + 1);

test.each([
  '',
  ', orderBy: { field: UPDATED_AT, direction: DESC }',
  ', orderBy: { field: COMMENTS, direction: ASC }',
])('paging forwards returns every issue once%s', async (order) => {
  const { issues } = setUp();
  const visited: number[] = [];
  let after = 'null';
  for (let page = 1; page <= 4; page++) {
    const { connection } = await issues(`(first: 7, after: ${after}${order})`);
    expect(connection).toMatchObject({
      totalCount: 25,
      pageInfo: { hasPreviousPage: page > 1, hasNextPage: page < 4 },
    });
    visited.push(...numbers(connection));
    after = JSON.stringify(connection.pageInfo.endCursor);
  }
  expect(visited.toSorted((a, b) => a - b)).toEqual(upTo25);
  if (order.includes('DESC')) expect(visited).toEqual(upTo25.toReversed());
});

test('paging backwards returns each page in the order of the connection', async () => {
  const { issues } = setUp();
  const { connection: end } = await issues('(last: 10)');
  expect(numbers(end)).toEqual(upTo25.slice(15));
  const { connection: middle } = await issues(`(last: 10, before: "${end.pageInfo.startCursor}")`);
  expect(numbers(middle)).toEqual(upTo25.slice(5, 15));
  expect(middle.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
});

test('an issue that is removed between two pages hides no other', async () => {
  const { commands, issues } = setUp();
  const { connection: first } = await issues('(first: 10)');
  commands.deleteIssue({ ...scene, number: 3 });
  commands.deleteIssue({ ...scene, number: 10 });
  const { connection: second } = await issues(`(first: 10, after: "${first.pageInfo.endCursor}")`);
  expect(numbers(second)).toEqual(upTo25.slice(10, 20));
});

test('filters by state and time, and counts', async () => {
  const { commands, issues, world } = setUp();
  for (const number of [4, 9]) commands.closeIssue({ ...scene, number });
  expect(numbers((await issues('(first: 100, states: [CLOSED])')).connection)).toEqual([4, 9]);
  expect((await issues('(states: [OPEN])', 'totalCount')).connection).toEqual({ totalCount: 23 });
  const since = world.repositories.values().next().value?.issues.get(9)?.updatedAt;
  const { connection } = await issues(`(first: 100, filterBy: { since: "${since}" })`);
  expect(numbers(connection)).toContain(9);
  expect(connection.totalCount).toBeLessThan(5);
});

test('edges contain the cursor of each node', async () => {
  const { issues } = setUp();
  const { connection } = await issues('(first: 3)', 'edges { cursor node { number } }');
  const { connection: rest } = await issues(`(first: 1, after: "${connection.edges[1].cursor}")`);
  expect(numbers(rest)).toEqual([3]);
});

test.each([
  [
    '',
    'MISSING_PAGINATION_BOUNDARIES',
    'You must provide a `first` or `last` value to properly paginate the `issues` connection.',
  ],
  [
    '(first: 101)',
    'EXCESSIVE_PAGINATION',
    'Requesting 101 records on the `issues` connection exceeds the `first` limit of 100 records.',
  ],
  [
    '(last: 101)',
    'EXCESSIVE_PAGINATION',
    'Requesting 101 records on the `issues` connection exceeds the `last` limit of 100 records.',
  ],
  ['(first: 1, after: "x")', 'INVALID_CURSOR_ARGUMENTS', '`x` does not appear to be a valid cursor.'],
])('issues%s is refused as %s', async (args, type, message) => {
  const { issues } = setUp();
  const { errors } = await issues(args);
  const [error] = errors;
  expect(error).toEqual({
    type,
    path: ['repository', 'issues'],
    locations: [{ line: 1, column: 55 }],
    message,
  });
});

test.each(['(first: 0)', '(first: -1)', '(first: 1, last: 1)'])('issues%s is refused', async (args) => {
  const { issues } = setUp();
  expect((await issues(args)).errors).toHaveLength(1);
});

test('nodes requested through a fragment need a boundary, too', async () => {
  const { issues } = setUp();
  const named = 'fragment Page on IssueConnection { nodes { number } }';
  for (const selection of ['... on IssueConnection { nodes { number } }', `...Page } } } ${named}`]) {
    const { errors } = await issues('', selection);
    expect(errors).toMatchObject([{ type: 'MISSING_PAGINATION_BOUNDARIES' }]);
  }
});
