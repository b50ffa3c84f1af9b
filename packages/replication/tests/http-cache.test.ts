import { createHttpCache } from '@hubtwin/database';
import { connectGitHub, createLocalBudgetStore } from '@hubtwin/github';
import { startSimulator } from '@hubtwin/github-simulator';
import { startTelemetry } from '@hubtwin/telemetry';
import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';

test('after a restart, unchanged answers of GitHub cost no rate limit', async () => {
  await using owned = new AsyncDisposableStack();
  const { rest, url } = owned.use(await startSimulator({ seed: 3, port: 0, scenario: 'quiet' }));
  const { database } = owned.use(await createTestDatabase());
  const { meter, logger } = owned.use(await startTelemetry('test', { logLevel: 'silent' }));
  const token = rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  const request = async () => {
    await using github = connectGitHub({
      baseUrl: url,
      tokens: [token],
      app: null,
      strategy: 'aggressive',
      maxPerHour: null,
      budgetStore: createLocalBudgetStore(),
      redisUrl: undefined,
      keys: null,
      responses: createHttpCache(database),
      meter,
      logger,
    });
    const parameters = { owner: 'demo-org', repo: 'storefront' };
    return await github
      .forTokens()
      .request('GET /repos/{owner}/{repo}/labels', parameters, { priority: 'high' });
  };
  const first = await request();
  const second = await request();
  expect(second).toMatchObject({ fromStore: true, data: first.data });
  expect(rest.log.list().map(({ status, cost }) => [status, cost])).toEqual([
    [200, 1],
    [304, 0],
  ]);
});
