import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };
const path = '/repos/demo-org/storefront';

test('disabled issues are 410, lists of them contain pull requests, and all return afterwards', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  commands.openIssue({ ...scene, title: 'One' });
  commands.push({ ...scene, branch: 'main', commits: [{ message: 'one' }] });
  commands.createBranch({ ...scene, branch: 'topic', commits: [{ message: 'two' }] });
  commands.openPullRequest({ ...scene, title: 'Two', head: 'topic' });
  const listed = async () =>
    (await github.ask(`GET ${path}/issues?state=all`)).json.map(({ number }: { number: number }) => number);
  expect(await listed()).toEqual([2, 1]);
  commands.switchFeature({ ...scene, feature: 'issues', enabled: false });
  const disabled = await github.ask(`GET ${path}/issues/1`);
  expect([disabled.status, disabled.json.message]).toEqual([410, 'Issues are disabled for this repo']);
  expect((await github.ask(`GET ${path}/issues/2`)).status).toBe(200);
  expect(await listed()).toEqual([2]);
  expect((await github.ask(`GET ${path}`)).json.has_issues).toBe(false);
  commands.switchFeature({ ...scene, feature: 'issues', enabled: true });
  expect(await listed()).toEqual([2, 1]);
});

test('disabled pull requests are 404, and disabled Actions 403, while the repository is accessible', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  for (const feature of ['pullRequests', 'actions'] as const)
    commands.switchFeature({ ...scene, feature, enabled: false });
  const statuses = async (...paths: string[]) =>
    await Promise.all(paths.map(async (each) => (await github.ask(`GET ${path}${each}`)).status));
  expect(await statuses('', '/pulls', '/pulls/1', '/actions/runs', '/actions/workflows', '/labels')).toEqual([
    200, 404, 404, 403, 403, 200,
  ]);
  expect((await github.ask(`GET ${path}`)).json.has_pull_requests).toBe(false);
});

test('a blocked repository refuses everything, by name, by id and in GraphQL, until it is unblocked', async () => {
  await using github = await serveAsMember();
  const { commands, world } = github.simulator;
  const id = world.names.get('demo-org/storefront');
  const query = `query { nodes(ids: ["${world.repositories.get(id ?? 0)?.nodeId}"]) { ... on Repository { databaseId } } }`;
  commands.blockRepository({ ...scene, reason: 'dmca' });
  for (const each of [path, `${path}/issues`, `/repositories/${id}`]) {
    const { status, json } = await github.ask(`GET ${each}`);
    expect([each, status, json.message, json.block.reason]).toEqual([
      each,
      451,
      'Repository access blocked',
      'dmca',
    ]);
  }
  const { json } = await github.ask('POST /graphql', { query });
  expect(json).toMatchObject({
    data: { nodes: [null] },
    errors: [{ type: 'FORBIDDEN', path: ['nodes', 0] }],
  });
  commands.blockRepository({ ...scene, reason: 'tos' });
  expect((await github.ask(`GET ${path}`)).status).toBe(403);
  commands.unblockRepository(scene);
  expect((await github.ask(`GET ${path}`)).status).toBe(200);
});

test('a deleted repository can be restored with its id, unless another one has taken its name', async () => {
  await using github = await serveAsMember();
  const { commands, world } = github.simulator;
  const id = world.names.get('demo-org/storefront');
  commands.openIssue({ ...scene, title: 'One' });
  commands.deleteRepository(scene);
  expect((await github.ask(`GET /repositories/${id}`)).status).toBe(404);
  commands.createRepository(scene);
  expect(() => commands.restoreRepository(scene)).toThrow(/exists/);
  commands.deleteRepository(scene);
  expect(commands.restoreRepository(scene).value.id).not.toBe(id);
  commands.deleteRepository(scene);
});

test('a name that another repository took resolves to that one, and no longer redirects', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const { value: renamed } = commands.renameRepository({ ...scene, name: 'shop' });
  expect((await github.ask(`GET ${path}`)).status).toBe(301);
  const { value: taken } = commands.createRepository(scene);
  expect((await github.ask(`GET ${path}`)).json.id).toBe(taken.id);
  expect((await github.ask(`GET /repositories/${renamed.id}`)).json.full_name).toBe('demo-org/shop');
});

test('a rule refuses requests with a given message', async () => {
  await using github = await serveAsMember();
  const message =
    'The history or contributor list is too large to list contributors for this repository via the API.';
  github.rest.faults.add({ fault: { kind: 'refusal', status: 403, message }, path: '/contributors' });
  const { status, json } = await github.ask(`GET ${path}/contributors`);
  expect([status, json.message]).toEqual([403, message]);
});
