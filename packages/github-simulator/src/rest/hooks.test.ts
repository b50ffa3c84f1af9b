import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { expect, test } from 'vitest';
import { serveRest } from './serve-rest.ts';

const of = { owner: 'demo-org', repo: 'storefront' };
const org = 'demo-org';
const nowhere = 'http://127.0.0.1:1/hook';

async function serve() {
  const running = await serveRest({ webhookUrl: 'http://127.0.0.1:1', webhookSecret: 'old' });
  const { rest, simulator, url } = running;
  const octokit = new Octokit({
    baseUrl: url,
    auth: rest.credentials.createPersonalToken({ login: 'ada-okafor' }),
  });
  const app = new Octokit({
    baseUrl: url,
    authStrategy: createAppAuth,
    auth: { appId: simulator.app.id, privateKey: rest.appKey.privateKey },
  });
  return { ...running, octokit, app, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

test('the hook of an organisation receives events of each of its repositories, until it is deleted', async () => {
  await using github = await serve();
  const { deliverer, octokit, simulator } = github;
  const { status, data: hook } = await octokit.request('POST /orgs/{org}/hooks', {
    org,
    name: 'web',
    config: { url: nowhere, content_type: 'json', secret: 's' },
    events: ['issues'],
  });
  expect(status).toBe(201);
  expect(hook).toMatchObject({ type: 'Organization', config: { url: nowhere, secret: '********' } });
  expect(hook).not.toHaveProperty('test_url');
  const open = (repository: string) =>
    simulator.commands.openIssue({ repository, by: 'ada-okafor', title: 'Sent' }).deliveries;
  for (const each of [...open('storefront'), ...open('handbook')]) await deliverer.deliver(each);
  const at = { org, hook_id: hook.id };
  const { data: listed } = await octokit.request('GET /orgs/{org}/hooks/{hook_id}/deliveries', at);
  expect(listed.map(({ event }) => event)).toEqual(['issues', 'issues', 'ping']);
  const [{ id, guid } = expect.fail()] = listed;
  // The id is beyond the exact range of a number.
  const one = `/orgs/${org}/hooks/${hook.id}/deliveries/${id}`;
  const shown = await octokit.request(`GET ${one}`);
  expect(shown.data.request.payload).toMatchObject({ organization: { login: org } });
  await octokit.request(`POST ${one}/attempts`);
  await expect.poll(() => deliverer.records()[0]).toMatchObject({ guid, redelivery: true });
  expect((await octokit.request('POST /orgs/{org}/hooks/{hook_id}/pings', at)).status).toBe(204);
  await expect.poll(() => deliverer.records()[0]).toMatchObject({ event: 'ping', hook_id: hook.id });
  expect((await octokit.request('GET /orgs/{org}/hooks', { org })).data).toMatchObject([{ id: hook.id }]);
  expect((await octokit.request('DELETE /orgs/{org}/hooks/{hook_id}', at)).status).toBe(204);
  await expect(octokit.request('GET /orgs/{org}/hooks/{hook_id}', at)).rejects.toMatchObject({ status: 404 });
  expect(open('storefront')).toEqual([]);
});

test('a second hook with the same URL and event is rejected; with another event it is not', async () => {
  await using github = await serve();
  const { octokit } = github;
  const create = (events: string[], url = nowhere) =>
    octokit.request('POST /repos/{owner}/{repo}/hooks', { ...of, config: { url }, events });
  const { data: first } = await create(['push', 'issues']);
  const refusal = {
    status: 422,
    response: {
      data: {
        message: 'Validation Failed',
        errors: [{ resource: 'Hook', code: 'custom', message: 'Hook already exists on this repository' }],
      },
    },
  };
  await expect(create(['issues'])).rejects.toMatchObject(refusal);
  await expect(create(['*'])).rejects.toMatchObject(refusal);
  const { data: other } = await create(['release']);
  const change = { ...of, hook_id: other.id, add_events: ['push'] };
  await expect(octokit.request('PATCH /repos/{owner}/{repo}/hooks/{hook_id}', change)).rejects.toMatchObject(
    refusal,
  );
  expect((await create(['push'], `${nowhere}/2`)).status).toBe(201);
  const inOrganisation = { org, name: 'web', config: { url: nowhere }, events: ['push'] };
  expect((await octokit.request('POST /orgs/{org}/hooks', inOrganisation)).status).toBe(201);
  await expect(octokit.request('POST /orgs/{org}/hooks', inOrganisation)).rejects.toMatchObject({
    response: { data: { errors: [{ message: 'Hook already exists on this organization' }] } },
  });
  expect(first.events).toEqual(['push', 'issues']);
});

test('a config update changes the given fields; as part of a hook update it replaces the secret', async () => {
  await using github = await serve();
  const { octokit, simulator } = github;
  const config = { url: nowhere, content_type: 'json', secret: 's' };
  const { data: hook } = await octokit.request('POST /repos/{owner}/{repo}/hooks', { ...of, config });
  const at = { ...of, hook_id: hook.id };
  const secret = () => simulator.world.hooks.get(hook.id)?.secret;
  const path = '/repos/{owner}/{repo}/hooks/{hook_id}';
  // Octokit uses `url` for the request itself; unknown parameters are sent in `data`.
  const changed = await octokit.request(`PATCH ${path}/config`, { ...at, data: { url: `${nowhere}/2` } });
  expect(changed.data).toEqual({
    ...{ url: `${nowhere}/2`, content_type: 'json', secret: '********', insecure_ssl: '0' },
  });
  expect((await octokit.request(`GET ${path}/config`, at)).data).toEqual(changed.data);
  expect(secret()).toBe('s');
  await octokit.request(`PATCH ${path}`, {
    ...at,
    active: false,
    remove_events: ['push'],
    add_events: ['star'],
  });
  expect(secret()).toBe('s');
  const { data } = await octokit.request(`GET ${path}`, at);
  expect(data).toMatchObject({ active: false, events: ['star'] });
  await octokit.request(`PATCH ${path}`, { ...at, config: { url: nowhere } });
  expect(secret()).toBe(null);
  const { data: own } = await octokit.request('POST /orgs/{org}/hooks', { org, name: 'web', config });
  const ofOrg = { org, hook_id: own.id };
  const edited = await octokit.request('PATCH /orgs/{org}/hooks/{hook_id}/config', {
    ...ofOrg,
    content_type: 'form',
  });
  expect(edited.data).toMatchObject({ url: nowhere, content_type: 'form', secret: '********' });
  await octokit.request('PATCH /orgs/{org}/hooks/{hook_id}', { ...ofOrg, events: ['*'] });
  expect((await octokit.request('GET /orgs/{org}/hooks/{hook_id}', ofOrg)).data.events).toEqual(['*']);
});

test('the App reads and changes the URL and the secret of its own hook', async () => {
  await using github = await serve();
  const { app, octokit, simulator } = github;
  const { data: before } = await app.request('GET /app/hook/config');
  expect(before).toMatchObject({ url: 'http://127.0.0.1:1', content_type: 'json', secret: '********' });
  const { data } = await app.request('PATCH /app/hook/config', {
    data: { url: nowhere, secret: 'new' },
  });
  expect(data).toMatchObject({ url: nowhere, content_type: 'json', secret: '********' });
  const [{ hook } = expect.fail()] = simulator.commands.ping().deliveries;
  expect(hook).toMatchObject({ url: nowhere, secret: 'new' });
  await expect(octokit.request('GET /app/hook/config')).rejects.toMatchObject({ status: 401 });
});

test('an installation needs one permission for hooks of repositories, and another for those of organisations', async () => {
  await using github = await serve();
  const { rest, simulator, url } = github;
  const { value: installation } = simulator.commands.install({ by: 'ada-okafor' });
  const { token } = rest.credentials.mintInstallationToken(installation, {
    permissions: { repository_hooks: 'write', organization_hooks: 'read' },
  });
  const octokit = new Octokit({ baseUrl: url, auth: token });
  const config = { url: nowhere };
  expect((await octokit.request('POST /repos/{owner}/{repo}/hooks', { ...of, config })).status).toBe(201);
  expect((await octokit.request('GET /orgs/{org}/hooks', { org })).data).toEqual([]);
  await expect(octokit.request('POST /orgs/{org}/hooks', { org, name: 'web', config })).rejects.toMatchObject(
    {
      status: 403,
      response: { headers: { 'x-accepted-github-permissions': 'organization_hooks=write' } },
    },
  );
});

test.each([
  ['no address', { config: {} }],
  ['an invalid URL', { config: { url: 'somewhere' } }],
  ['another name', { name: 'email', config: { url: nowhere } }],
  ['no event', { config: { url: nowhere }, events: [] }],
  ['an invalid content type', { config: { url: nowhere, content_type: 'xml' } }],
])('a hook with %s is rejected', async (_, body) => {
  await using github = await serve();
  const creation = github.octokit.request('POST /repos/{owner}/{repo}/hooks', { ...of, ...body });
  await expect(creation).rejects.toMatchObject({ status: 422 });
});
