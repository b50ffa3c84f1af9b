import { exampleDeliveries } from '@hubtwin/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Delivery } from './payloads.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

/** An example of GitHub's in another repository. */
function example(event: string, repository: { id: number; fullName: string }): Delivery {
  const found = exampleDeliveries().find((each) => each.event === event) ?? expect.fail(event);
  const text = JSON.stringify(found.payload)
    .replaceAll('Codertocat/Hello-World', repository.fullName)
    .replaceAll('"name":"Hello-World"', `"name":"${repository.fullName.split('/')[1]}"`)
    .replaceAll('"id":186853002', `"id":${repository.id}`);
  return { event, payload: JSON.parse(text) };
}

const rawOf = async (path: string) => (await api.ask(`/api/v1/repositories/${path}`)).json.raw;

test('a repository that only a push has reported has its addresses', async () => {
  const push = example('push', { id: 1, fullName: 'Codertocat/pushed' });
  await api.apply([push]);
  const raw = await rawOf('Codertocat/pushed/info');
  const address = 'https://api.github.com/repos/Codertocat/pushed';
  expect(raw).toMatchObject({
    url: address,
    forks_url: `${address}/forks`,
    labels_url: `${address}/labels{/name}`,
  });
  expect(raw.owner).toMatchObject({ url: 'https://api.github.com/users/Codertocat' });
});

test('a pull request shows the current name of the fork that it comes from', async () => {
  const fork = { id: 3, fullName: 'Codertocat/fork' };
  const opened = example('pull_request', { id: 2, fullName: 'Codertocat/base' });
  const star = example('star', fork);
  const pull = Object(opened.payload.pull_request);
  const received = { ...pull, head: { ...pull.head, repo: star.payload.repository } };
  await api.apply([{ ...opened, payload: { ...opened.payload, pull_request: received } }, star]);
  const path = `Codertocat/base/pulls/${pull.number}`;
  expect(await rawOf(path)).toEqual(received);

  const renamed = JSON.parse(
    JSON.stringify(star.payload.repository).replaceAll('Codertocat/fork', 'Codertocat/renamed'),
  );
  const repository = { ...renamed, name: 'renamed', updated_at: '2020-01-01T00:00:00Z' };
  const changes = { repository: { name: { from: 'fork' } } };
  await api.apply([{ event: 'repository', payload: { action: 'renamed', changes, repository } }]);
  const { head } = await rawOf(path);
  expect(head.repo).toMatchObject({ full_name: 'Codertocat/renamed', name: 'renamed' });
  expect(JSON.stringify(head)).not.toContain('Codertocat/fork');
});
