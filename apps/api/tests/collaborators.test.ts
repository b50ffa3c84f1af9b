import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
const kept = `'{}', 'webhook', '', now()`;
const keptColumns = 'raw, source, version, synced_at';
const query = (text: string) => api.connection.pool.query(text);

beforeAll(async () => {
  api = await startApi();
  await query(`insert into accounts (id, login, type, ${keptColumns})
    values (9, 'acme', 'Organization', ${kept}), (1, 'ada', 'User', ${kept})`);
  await query(`insert into repositories (id, full_name, owner_id, visibility, ${keptColumns})
    values (7, 'acme/vault', 9, 'private', ${kept}), (8, 'acme/inside', 9, 'internal', ${kept}),
           (6, 'ada/own', 1, 'public', ${kept})`);
  await query(`insert into organization_settings (organization_id, login, base_permission, ${keptColumns})
    values (9, 'acme', 'none', ${kept})`);
  await query(`insert into organization_members (organization_id, id, login, role, ${keptColumns})
    select 9, id, login, role, ${kept}
      from (values (1, 'ada', 'admin'), (2, 'bram', 'member'), (3, 'chiara', 'member'), (4, 'dora', 'member'))
        as m (id, login, role)`);
  await query(`insert into teams (organization_id, id, name, slug, parent_id, ${keptColumns})
    select 9, id, slug, slug, parent, ${kept}
      from (values (1, 'top', null), (2, 'middle', 1), (3, 'leaf', 2)) as t (id, slug, parent)`);
  await query(`insert into team_members (organization_id, team_id, id, login, role, ${keptColumns})
    select 9, team, id, login, 'member', ${kept}
      from (values (3, 2, 'bram'), (1, 3, 'chiara'), (3, 5, 'left')) as m (team, id, login)`);
  await query(`insert into team_repositories (organization_id, team_id, id, permission, ${keptColumns})
    values (9, 1, 7, 'triage', ${kept})`);
  await query(`insert into collaborators (repository_id, id, login, permission, ${keptColumns})
    select 7, id, login, permission, ${kept}
      from (values (3, 'chiara', 'maintain'), (10, 'out', 'read')) as c (id, login, permission)`);
});
afterAll(() => api[Symbol.asyncDispose]());

const listed = async (path: string) => {
  const { status, json } = await api.ask(`/api/v1/repositories/${path}`);
  return [
    status,
    json?.data?.map((each: Record<string, unknown>) => `${each.login} ${each.permission} ${each.origins}`),
  ];
};

test('everybody with access is listed with the greatest permission and all of its origins', async () => {
  expect(await listed('acme/vault/collaborators')).toEqual([
    200,
    ['ada admin owner', 'bram triage team', 'chiara maintain direct,team', 'out read direct'],
  ]);
  const { json } = await api.ask('/api/v1/repositories/acme/vault/collaborators?origin=team');
  expect(json.data).toEqual([
    { id: 2, login: 'bram', permission: 'triage', origins: ['team'], teams: ['leaf'], is_outside: false },
    {
      id: 3,
      login: 'chiara',
      permission: 'maintain',
      origins: ['direct', 'team'],
      teams: ['top'],
      is_outside: false,
    },
  ]);
  expect(await listed('acme/vault/collaborators?permission=read')).toEqual([200, ['out read direct']]);
});

test('members read what is internal, and a user owns a repository', async () => {
  expect(await listed('acme/inside/collaborators')).toEqual([
    200,
    ['ada admin internal,owner', 'bram read internal', 'chiara read internal', 'dora read internal'],
  ]);
  expect(await listed('ada/own/collaborators')).toEqual([200, ['ada admin owner']]);
});

test('pages contain everybody once', async () => {
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const { json } = await api.ask(`/api/v1/repositories/acme/vault/collaborators?limit=1${cursor}`);
    names.push(...json.data.map(({ login }: { login: string }) => login));
    if (json.next_cursor === null) break;
    cursor = `&cursor=${json.next_cursor}`;
  }
  expect(names).toEqual(['ada', 'bram', 'chiara', 'out']);
});

test('a permission that depends on what GitHub does not show is unknown', async () => {
  await query('update organization_settings set base_permission = null');
  expect(await listed('acme/vault/collaborators?origin=organization')).toEqual([
    200,
    [
      'ada admin organization,owner',
      'bram triage organization,team',
      'chiara maintain direct,organization,team',
      'dora null organization',
    ],
  ]);
  await query(`update organization_settings set base_permission = 'none'`);
});
