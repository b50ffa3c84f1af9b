import { expect, test } from 'vitest';
import { pollsIn } from './polls-in.ts';

const hourMs = 3_600_000;

test.each([
  { queries: 1, listsBeside: 2, hours: 1, polls: 106 },
  { queries: 2, listsBeside: 2, hours: 1, polls: 94 },
  { queries: 9, listsBeside: 2, hours: 1, polls: 10 },
  { queries: 10, listsBeside: 2, hours: 1, polls: 0 },
  { queries: 10, listsBeside: 2, hours: 25, polls: 100 },
  { queries: 10, listsBeside: 0, hours: 1, polls: 0 },
  { queries: 50, listsBeside: 0, hours: 25, polls: 100 },
])(
  'beside $queries queries and $listsBeside lists, $hours h later, runners of $polls repositories',
  (pass) => {
    const { queries, listsBeside, hours, polls } = pass;
    expect(pollsIn(queries, { listsBeside, lastAt: 0, now: hours * hourMs })).toBe(polls);
  },
);
