import { parse, validateExecutionArgs } from 'graphql';
import { expect, test } from 'vitest';
import { loadSchema } from './load-schema.ts';
import { queryCost } from './query-cost.ts';

const schema = await loadSchema();

function costOf(query: string, variableValues: Record<string, unknown> = {}) {
  const args = validateExecutionArgs({ schema, document: parse(query), variableValues });
  if (!('schema' in args)) throw new AggregateError(args);
  return queryCost(args);
}

test('the examples of GitHub have the documented cost', () => {
  const limits = `{ viewer {
    repositories(first: 50) { edges { repository: node { name
      pullRequests(first: 20) { edges { pullRequest: node { title
        comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
      issues(first: 20) { totalCount edges { issue: node { title bodyHTML
        comments(first: 10) { edges { comment: node { bodyHTML } } } } } } } } }
    followers(first: 10) { edges { follower: node { login } } } } }`;
  expect(costOf(limits).nodeCount).toBe(22_060);
  const points = `{ viewer { login repositories(first: 100) { edges { node { id
    issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }`;
  // 1 + 100 + 5,000 requests.
  expect(costOf(points).cost).toBe(51);
});

test('page sizes may be variables, with defaults', () => {
  const query = 'query($n: Int = 5) { viewer { repositories(first: $n) { nodes { id } } } }';
  expect(costOf(query).nodeCount).toBe(5);
  expect(costOf(query, { n: 7 }).nodeCount).toBe(7);
});

test('the same connection through a fragment counts once; a skipped one does not count', () => {
  const query = `query($no: Boolean = false) { viewer { repositories(first: 5) { nodes { id } } ...F
    followers(first: 9) @include(if: $no) { nodes { id } } } }
    fragment F on User { repositories(first: 5) { nodes { name issues(first: 2) { nodes { id } } } } }`;
  expect(costOf(query).nodeCount).toBe(5 + 10);
});

test('each id of nodes multiplies its connections; a count alone costs nothing', () => {
  const query = (field: string) =>
    `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { ${field} } } }`;
  const ids = Array(100).fill('x');
  expect(costOf(query('issues(first: 3) { nodes { id } }'), { ids })).toEqual({ cost: 1, nodeCount: 300 });
  expect(costOf(query('issues { totalCount }'), { ids })).toEqual({ cost: 1, nodeCount: 0 });
});

test('more than 500,000 nodes are refused, by one connection or in all', () => {
  const nested = `{ viewer { repositories(first: 100) { nodes { issues(first: 100) { nodes {
    labels(first: 100) { nodes { id } } } } } } } }`;
  expect(() => costOf(nested)).toThrow(
    'By the time this query traverses to the labels connection, it is requesting up to 1,000,000 possible nodes which exceeds the maximum limit of 500,000.',
  );
  const labels = 'nodes { issues(first: 100) { nodes { labels(first: 40) { nodes { id } } } } }';
  const twice = `{ viewer { a: repositories(first: 100) { ${labels} } b: repositories(first: 100) { ${labels} } } }`;
  expect(() => costOf(twice)).toThrow(
    'This query requests up to 820,200 possible nodes which exceeds the maximum limit of 500,000.',
  );
});
