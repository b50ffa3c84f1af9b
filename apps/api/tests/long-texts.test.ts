import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueOf } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

const repo = { id: 8001, fullName: 'acme/rocket' };
const count = 12;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  for (let n = 1; n <= count; n += 1)
    await api.apply([issueOf(repo, { id: n, number: n, title: `${n}`, body: 'x'.repeat(1_000_000) })]);
});
afterAll(() => api[Symbol.asyncDispose]());

test.each([
  '/api/v1/repositories/acme/rocket/issues?state=all&limit=100',
  '/api/v1/issues?state=all&limit=100',
])('a page of %s ends before it takes much memory, and leads on to the rest', async (path) => {
  const numbers: number[] = [];
  let next: string | null = path;
  let pages = 0;
  while (next !== null) {
    const { text, json } = await api.ask(next);
    expect(text.length).toBeLessThan(6 * 1_048_576);
    numbers.push(...json.data.map(({ number }: { number: number }) => number));
    next = json.next_cursor === null ? null : `${path}&cursor=${json.next_cursor}`;
    pages += 1;
  }
  expect(numbers.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: count }, (_, n) => n + 1),
  );
  expect(pages).toBeGreaterThan(1);
});

test('a page of small rows has the requested length', async () => {
  const { json } = await api.ask('/api/v1/repositories/acme/rocket/changes?limit=5');
  expect(json.data).toHaveLength(5);
});
