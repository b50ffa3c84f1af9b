import type { OctokitResponse } from '@octokit/types';
import { describe, expect, test } from 'vitest';
import { GitHubUnavailableError } from '../errors.ts';
import { type Breaker, createBreaker } from './breaker.ts';

const openMs = 60_000;
const options = { failures: 4, openMs };

/** Requests the list of a repository, to which GitHub responds with this status. */
const request = (breaker: Breaker, repository: string, status: number) => {
  const target = {
    route: 'GET /repos/{owner}/{repo}/labels',
    url: `http://x/repos/demo/${repository}/labels`,
  };
  const answer: OctokitResponse<unknown> = { status, url: target.url, headers: {}, data: {} };
  return breaker
    .run(target, async () => answer)
    .then(
      (response) => response.status,
      (error: unknown) => (error instanceof GitHubUnavailableError ? 'paused' : error),
    );
};

async function fail(breaker: Breaker, repositories: readonly string[], times: number): Promise<unknown[]> {
  const results: unknown[] = [];
  for (let time = 0; time < times; time += 1)
    for (const repository of repositories) results.push(await request(breaker, repository, 502));
  return results;
}

describe('Requests are paused', () => {
  test('when several repositories fail in a row', async () => {
    const breaker = createBreaker(options);
    await fail(breaker, ['a', 'b', 'c', 'd'], 1);
    expect(await request(breaker, 'e', 200)).toBe('paused');
  });

  test('when repositories fail that succeeded before', async () => {
    const breaker = createBreaker(options);
    await fail(breaker, ['a', 'b', 'c'], 1);
    for (const repository of ['a', 'b', 'c']) await request(breaker, repository, 200);
    await fail(breaker, ['a', 'b', 'c'], 2);
    expect(await request(breaker, 'd', 200)).toBe('paused');
  });

  test('when healthy repositories fail beside broken ones', async () => {
    const breaker = createBreaker(options);
    await fail(breaker, ['a', 'b', 'c'], 1);
    await request(breaker, 'd', 200);
    await fail(breaker, ['d', 'e', 'f', 'a'], 2);
    expect(await request(breaker, 'g', 200)).toBe('paused');
  });
});

describe('Requests are not paused', () => {
  test('by repositories that failed while others succeeded, however often they fail', async () => {
    const breaker = createBreaker(options);
    for (const repository of ['a', 'b', 'c']) {
      await fail(breaker, [repository], 1);
      await request(breaker, 'healthy', 200);
    }
    expect(new Set(await fail(breaker, ['a', 'b', 'c'], 20))).toEqual(new Set([502]));
    expect(await request(breaker, 'healthy', 200)).toBe(200);
  });

  test('by one repository', async () => {
    const breaker = createBreaker(options);
    await fail(breaker, ['a'], 20);
    expect(await request(breaker, 'b', 200)).toBe(200);
  });
});

test('after a pause, repositories that failed before it count again', async () => {
  const breaker = createBreaker({ failures: 4, openMs: 1 });
  const repositories = ['a', 'b', 'c', 'd'];
  await fail(breaker, repositories, 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await request(breaker, 'e', 200)).toBe(200);
  await fail(breaker, repositories, 1);
  expect(await request(breaker, 'e', 200)).toBe('paused');
});
