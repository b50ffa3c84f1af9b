import { expect, test } from 'vitest';
import { pollsIn } from './polls-in.ts';

test.each([
  { queries: 1, listsBeside: 2, listedToday: 0, polls: 106 },
  { queries: 2, listsBeside: 2, listedToday: 200, polls: 94 },
  { queries: 9, listsBeside: 2, listedToday: 900, polls: 10 },
  { queries: 10, listsBeside: 2, listedToday: 100, polls: 0 },
  { queries: 10, listsBeside: 2, listedToday: 0, polls: 100 },
  { queries: 10, listsBeside: 2, listedToday: 1, polls: 99 },
  { queries: 10, listsBeside: 0, listedToday: 1_000, polls: 0 },
  { queries: 50, listsBeside: 0, listedToday: 0, polls: 100 },
])(
  'beside $queries queries and $listsBeside lists, after $listedToday within a day, runners of $polls repositories',
  ({ queries, polls, ...options }) => {
    expect(pollsIn(queries, options)).toBe(polls);
  },
);
