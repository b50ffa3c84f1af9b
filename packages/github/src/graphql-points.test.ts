import { expect, test } from 'vitest';
import { pointsOf, withoutPoints, withPoints } from './graphql-points.ts';

const added = 'hubtwinPoints: rateLimit { cost }';

test.each([
  ['{ viewer { login } }', `{ ${added} viewer { login } }`],
  ['query { viewer { login } }', `query { ${added} viewer { login } }`],
  [
    'query Probe($ids: [ID!]!, $filter: Filter = { a: "{" }) @live(if: {}) { nodes(ids: $ids) { id } }',
    `query Probe($ids: [ID!]!, $filter: Filter = { a: "{" }) @live(if: {}) { ${added} nodes(ids: $ids) { id } }`,
  ],
  [
    '# a { comment\n\nquery { a(b: """ { \\""" """) }',
    `# a { comment\n\nquery { ${added} a(b: """ { \\""" """) }`,
  ],
  ['query ($text: String = "(") { a }', `query ($text: String = "(") { ${added} a }`],
])('%s also requests its cost', (query, expected) => {
  expect(withPoints(query)).toBe(expected);
});

test.each([
  'mutation { a { id } }',
  'fragment F on Repository { id } query { a { ...F } }',
  'subscription { a }',
  '',
])('%j is unchanged', (query) => {
  expect(withPoints(query)).toBe(query);
});

test('the cost is read from a response, and removed from its data', () => {
  const answer = { data: { hubtwinPoints: { cost: 12 }, nodes: [] }, errors: [{ message: 'one node' }] };
  expect(pointsOf(answer)).toBe(12);
  expect(withoutPoints(answer)).toEqual({ data: { nodes: [] }, errors: [{ message: 'one node' }] });
});

test.each([{ data: null }, { data: { hubtwinPoints: null } }, [], 'cut', null, { errors: [] }])(
  'a response without it costs one: %j',
  (answer) => {
    expect(pointsOf(answer)).toBe(1);
  },
);
