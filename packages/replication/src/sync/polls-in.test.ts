import { expect, test } from 'vitest';
import { pollsIn } from './polls-in.ts';

test.each([
  { queries: 1, listsBeside: 2, polls: 98 },
  { queries: 2, listsBeside: 2, polls: 87 },
  { queries: 9, listsBeside: 2, polls: 10 },
  { queries: 10, listsBeside: 2, polls: 0 },
  { queries: 10, listsBeside: 0, polls: 1 },
  { queries: 50, listsBeside: 0, polls: 1 },
])('beside $queries queries and $listsBeside lists, runners of $polls repositories', ({ polls, ...pass }) => {
  expect(pollsIn(pass.queries, pass.listsBeside)).toBe(polls);
});
