import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { expect, test } from 'vitest';
import { serveRest } from './serve-rest.ts';

const of = { owner: 'demo-org', repo: 'storefront' };

async function serve() {
  const running = await serveRest({ webhookUrl: 'http://127.0.0.1:1' });
  const { rest, simulator, url } = running;
  const as = (login: string) =>
    new Octokit({ baseUrl: url, auth: rest.credentials.createPersonalToken({ login }) });
  const app = new Octokit({
    baseUrl: url,
    authStrategy: createAppAuth,
    auth: { appId: simulator.app.id, privateKey: rest.appKey.privateKey },
  });
  return { ...running, as, app, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

test('topics are replaced in lower case, and invalid or too many topics are rejected', async () => {
  await using github = await serve();
  const { as, deliverer, simulator } = github;
  simulator.commands.install({ by: 'ada-okafor' });
  const ada = as('ada-okafor');
  const put = (names: string[]) => ada.request('PUT /repos/{owner}/{repo}/topics', { ...of, names });
  expect((await put(['Shop', 'web-2', 'shop'])).data.names).toEqual(['shop', 'web-2']);
  expect((await ada.request('GET /repos/{owner}/{repo}/topics', of)).data.names).toEqual(['shop', 'web-2']);
  await put(['shop', 'web-2']);
  await expect.poll(() => deliverer.records()).toMatchObject([{ event: 'repository', action: 'edited' }]);
  const tooMany = Array.from({ length: 21 }, (_, n) => `topic-${n}`);
  for (const names of [['-shop'], ['a b'], ['x'.repeat(51)], tooMany]) {
    await expect(put(names)).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Validation Failed', errors: [expect.stringMatching(/topics/i)] } },
    });
  }
  expect((await put([])).data.names).toEqual([]);
});

test('an administrator deletes a repository, which is then not found', async () => {
  await using github = await serve();
  const { as, rest, simulator, url } = github;
  const { value: installation } = simulator.commands.install({ by: 'ada-okafor' });
  const { token } = rest.credentials.mintInstallationToken(installation);
  const installed = new Octokit({ baseUrl: url, auth: token });
  await expect(installed.request('DELETE /repos/{owner}/{repo}', of)).rejects.toMatchObject({
    status: 403,
    response: { headers: { 'x-accepted-github-permissions': 'administration=write' } },
  });
  const ada = as('ada-okafor');
  expect((await ada.request('DELETE /repos/{owner}/{repo}', of)).status).toBe(204);
  await expect(ada.request('GET /repos/{owner}/{repo}', of)).rejects.toMatchObject({ status: 404 });
});

test('the permission of a person follows from membership, invitation, and visibility', async () => {
  await using github = await serve();
  const { as, simulator } = github;
  const ada = as('ada-okafor');
  const permission = async (repo: string, username: string) => {
    const path = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const { data } = await ada.request(path, { ...of, repo, username });
    return [data.permission, data.user?.permissions?.push];
  };
  expect(await permission('infrastructure', 'bram-visser')).toEqual(['read', false]);
  expect(await permission('infrastructure', 'grace-lindqvist')).toEqual(['none', false]);
  expect(await permission('storefront', 'grace-lindqvist')).toEqual(['read', false]);
  const scene = { repository: 'infrastructure', by: 'ada-okafor', member: 'grace-lindqvist' };
  simulator.commands.addMember(scene);
  expect(await permission('infrastructure', 'grace-lindqvist')).toEqual(['write', true]);
  await expect(permission('storefront', 'nobody')).rejects.toMatchObject({ status: 404 });
});

test('the repositories of a person are those with access; lists are filtered and sorted as requested', async () => {
  await using github = await serve();
  const { as, simulator } = github;
  const names = (data: { name: string }[]) => data.map(({ name }) => name);
  const all = ['design-system', 'forecast', 'handbook', 'infrastructure', 'orders-api', 'storefront'];
  const ada = as('ada-okafor');
  expect(names((await ada.request('GET /user/repos')).data)).toEqual(all);
  const hidden = await ada.request('GET /user/repos', { visibility: 'private' });
  expect(names(hidden.data)).toEqual(['infrastructure']);
  expect((await ada.request('GET /user/repos', { affiliation: 'owner' })).data).toEqual([]);
  const grace = as('grace-lindqvist');
  expect((await grace.request('GET /user/repos')).data).toEqual([]);
  const scene = { by: 'ada-okafor', member: 'grace-lindqvist' };
  simulator.commands.addMember({ ...scene, repository: 'infrastructure' });
  expect(names((await grace.request('GET /user/repos')).data)).toEqual(['infrastructure']);
  const ofOrg = { org: 'demo-org', sort: 'created', direction: 'asc', per_page: 2 } as const;
  expect(names((await ada.request('GET /orgs/{org}/repos', ofOrg)).data)).toEqual([
    'storefront',
    'infrastructure',
  ]);
  const odd = ada.request('GET /orgs/{org}/repos?sort=odd', { org: 'demo-org' });
  await expect(odd).rejects.toMatchObject({ status: 422 });
});

test("a user's private repositories are listed for that user alone, and only among their own", async () => {
  await using github = await serve();
  const { as, simulator } = github;
  const by = 'ada-okafor';
  simulator.commands.createRepository({ repository: `${by}/notes`, by, private: true });
  simulator.commands.createRepository({ repository: `${by}/site`, by });
  const names = (data: { name: string }[]) => data.map(({ name }) => name);
  for (const login of [by, 'bram-visser']) {
    const { data } = await as(login).request('GET /users/{username}/repos', { username: by });
    expect(names(data)).toEqual(['site']);
  }
  const own = await as(by).request('GET /user/repos', { affiliation: 'owner' });
  expect(names(own.data)).toEqual(['notes', 'site']);
});

test('accounts have their profile, and the App finds its installation by each of its names', async () => {
  await using github = await serve();
  const { app, as, simulator } = github;
  const ada = as('ada-okafor');
  const { data: own } = await ada.request('GET /user');
  const { data: same } = await ada.request('GET /users/{username}', { username: 'Ada-Okafor' });
  const { data: byId } = await ada.request('GET /user/{account_id}', { account_id: Number(same.id) });
  expect([own, byId]).toEqual([same, same]);
  await expect(ada.request('GET /user/{account_id}', { account_id: 1 })).rejects.toMatchObject({
    status: 404,
  });
  expect(same).toMatchObject({ login: 'ada-okafor', name: 'Ada Okafor', type: 'User', public_repos: 0 });
  await expect(app.request('GET /orgs/{org}/installation', { org: 'demo-org' })).rejects.toMatchObject({
    status: 404,
  });
  const { id } = simulator.commands.install({ by: 'ada-okafor' }).value;
  const found = [
    await app.request('GET /orgs/{org}/installation', { org: 'demo-org' }),
    await app.request('GET /users/{username}/installation', { username: 'demo-org' }),
    await app.request('GET /repos/{owner}/{repo}/installation', of),
  ];
  expect(found.map(({ data }) => data.id)).toEqual([id, id, id]);
  await expect(
    app.request('GET /users/{username}/installation', { username: 'ada-okafor' }),
  ).rejects.toMatchObject({ status: 404 });
});
