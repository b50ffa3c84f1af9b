import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
const kept = `'webhook', '', now()`;
const keptColumns = 'source, version, synced_at';
const query = (text: string) => api.connection.pool.query(text);

beforeAll(async () => {
  api = await startApi();
  await query(`insert into accounts (id, login, type, raw, ${keptColumns})
    select id, login, 'Organization', '{}', ${kept}
      from (values (9, 'Acme'), (10, 'Umbrella'), (11, 'Elsewhere')) as a (id, login)`);
  await query(`insert into installations (id, account_id, account_login, raw, ${keptColumns})
    select n, n + 8, 'x', '{}', ${kept} from generate_series(1, 2) as n`);
  await query(`insert into teams (organization_id, id, name, slug, privacy, parent_id, raw, ${keptColumns})
    select o, id, name, lower(name), 'closed', parent, jsonb_build_object('id', id, 'members_url', 'x'), ${kept}
      from (values (9, 1, 'Core', null), (9, 2, 'Docs', 1), (10, 3, 'Core', null)) as t (o, id, name, parent)`);
  await query(`insert into team_members (organization_id, team_id, id, login, role, raw, ${keptColumns})
    select o, t, id, login, 'member', '{}', ${kept}
      from (values (9, 1, 5, 'ada'), (9, 1, 6, 'bram'), (10, 3, 7, 'chiara')) as m (o, t, id, login)`);
});
afterAll(() => api[Symbol.asyncDispose]());

const orgs = '/api/v1/orgs';
const namesIn = async (path: string) => {
  const { status, json } = await api.ask(`${orgs}${path}`);
  return [status, json?.data?.map(({ slug, login }: Record<string, string>) => slug ?? login)];
};

test('the teams of an organisation are listed, filtered and requested by slug, in any case of its login', async () => {
  expect(await namesIn('/acme/teams')).toEqual([200, ['core', 'docs']]);
  expect(await namesIn('/ACME/teams?parent=1')).toEqual([200, ['docs']]);
  expect(await namesIn('/umbrella/teams')).toEqual([200, ['core']]);
  const { json } = await api.ask(`${orgs}/acme/teams/docs`);
  expect(json).toMatchObject({ id: 2, name: 'Docs', parent: { id: 1 }, raw: { members_url: 'x' } });
  expect(json).not.toHaveProperty('repository');
});

test('the members of a team are those of that organisation', async () => {
  expect(await namesIn('/acme/teams/core/members')).toEqual([200, ['ada', 'bram']]);
  expect(await namesIn('/umbrella/teams/core/members')).toEqual([200, ['chiara']]);
  expect(await namesIn('/acme/teams/docs/members')).toEqual([200, []]);
});

test('what is unknown is 404, and what is unknown of a list 400', async () => {
  for (const path of ['/none/teams', '/elsewhere/teams', '/acme/teams/none', '/acme/teams/none/members'])
    expect([path, (await api.ask(`${orgs}${path}`)).status]).toEqual([path, 404]);
  expect(await api.ask(`${orgs}/acme/teams?role=member`)).toMatchObject({ status: 400 });
  const { json } = await api.ask(`${orgs}/acme/teams?limit=1`);
  // A cursor is valid for its own list.
  expect((await api.ask(`${orgs}/umbrella/teams?limit=1&cursor=${json.next_cursor}`)).status).toBe(400);
  expect(await namesIn(`/acme/teams?limit=1&cursor=${json.next_cursor}`)).toEqual([200, ['docs']]);
});

test('a key that is limited to some repositories sees no organisation', async () => {
  const key = await api.createKey({ scopes: ['read'], repositoryIds: [1] });
  for (const path of ['/acme/teams', '/acme/teams/core', '/acme/teams/core/members'])
    expect([path, (await api.ask(`${orgs}${path}`, { key })).status]).toEqual([path, 404]);
});

test('an unchanged list is 304', async () => {
  const { headers } = await api.ask(`${orgs}/acme/teams`);
  const etag = headers.get('etag') ?? '';
  expect((await api.ask(`${orgs}/acme/teams`, { headers: { 'if-none-match': etag } })).status).toBe(304);
});
