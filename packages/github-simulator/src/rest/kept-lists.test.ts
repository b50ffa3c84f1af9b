import { expect, test } from 'vitest';
import { serveRest } from './serve-rest.ts';

test('a page includes changes since the last page of the same list', async () => {
  await using server = await serveRest();
  const { commands } = server.simulator;
  const scene = { repository: 'handbook', by: 'ada-okafor' };
  const numbers = async (query: string) => {
    const response = await fetch(`${server.url}/repos/demo-org/handbook/issues?${query}`);
    const listed: { number: number }[] = JSON.parse(await response.text());
    return listed.map(({ number }) => number);
  };
  for (const title of ['One', 'Two', 'Three']) commands.openIssue({ ...scene, title });
  expect(await numbers('per_page=2')).toEqual([3, 2]);
  expect(await numbers('per_page=2&page=2')).toEqual([1]);
  commands.closeIssue({ ...scene, number: 2 });
  expect(await numbers('per_page=2')).toEqual([3, 1]);
  expect(await numbers('per_page=2&state=closed')).toEqual([2]);
  expect(await numbers('per_page=2')).toEqual([3, 1]);
});
