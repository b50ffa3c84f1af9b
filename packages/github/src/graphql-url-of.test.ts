import { expect, test } from 'vitest';
import { graphqlUrlOf } from './graphql-url-of.ts';

test.each([
  ['https://api.github.com', 'https://api.github.com/graphql'],
  ['https://api.octo.ghe.com', 'https://api.octo.ghe.com/graphql'],
  ['https://git.example/api/v3', 'https://git.example/api/graphql'],
  ['https://git.example:8443/api/v3/', 'https://git.example:8443/api/graphql'],
])('the GraphQL URL for %s is %s', (baseUrl, expected) => {
  expect(graphqlUrlOf(baseUrl)).toBe(expected);
});
