import { changeTracking } from '@hubtwin/database';
import { buildDelivery } from '@hubtwin/test-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorker, type TestWorker } from './start-worker.ts';

let worker: TestWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker[Symbol.asyncDispose]());

const organization = { id: 70, login: 'acme' };
const repositories = [
  { id: 7, full_name: 'acme/twin' },
  { id: 8, full_name: 'acme/other' },
  { id: 9, full_name: 'umbrella/twin' },
];
const [twin] = repositories;
const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;
/** GitHub's ids of the hooks, which are those of the configs. */
const hooks = { repository: 1, organization: 2, filtered: 3, restricted: 4, elsewhere: 5 };

beforeEach(async () => {
  await query('truncate webhook_configs, repositories, changes cascade');
  for (const { id, full_name } of repositories) {
    const [login] = full_name.split('/');
    await query(`
      insert into repositories (id, full_name, owner_login, owner_id, raw, version, source, synced_at, fetched_at, webhook_configured)
      values (${id}, '${full_name}', '${login}', ${login === 'acme' ? 70 : 71},
              '{"id": ${id}, "full_name": "${full_name}"}', '', 'webhook', now(), now(), true)`);
  }
  await query(`
    insert into webhook_configs (id, hook_id, target, repository_id, owner_id, events, repositories, secret) overriding system value
    values (1, 1, 'acme/twin', 7, null, null, null, ''),
           (2, 2, 'acme', null, 70, null, null, ''),
           (3, 3, 'acme/twin', 7, null, '{push}', null, ''),
           (4, 4, 'acme', null, 70, null, '{acme/other}', ''),
           (5, 5, 'umbrella/twin', 9, null, null, null, '')`);
});

interface Sent {
  by: number | null;
  hookId: number | string;
  payload?: object;
}

/** The `meta` event of a deleted hook, in GitHub's format. */
async function send({ by, hookId, payload = {} }: Sent, guid?: string): Promise<string | undefined> {
  const body = {
    action: 'deleted',
    hook_id: hookId,
    hook: { type: 'Repository', id: hookId, name: 'web' },
    ...payload,
  };
  const delivery = buildDelivery({
    event: 'meta',
    payload: body,
    webhookConfigId: by,
    ...(guid !== undefined && { guid }),
  });
  await worker.store([delivery]);
  await worker.runJob([delivery]);
  return (await worker.read([delivery]))[0]?.status;
}

const inactive = async () =>
  (await query('select id from webhook_configs where not active order by id')).map(({ id }) => Number(id));
const unhooked = async () =>
  (await query('select id from repositories where not webhook_configured order by id')).map(({ id }) =>
    Number(id),
  );

test.each<[string, Sent[], { ended: number[]; without?: number[] }]>([
  [
    'a repository',
    [{ by: hooks.elsewhere, hookId: 5, payload: { repository: repositories[2] } }],
    { ended: [5], without: [9] },
  ],
  [
    'an organisation, others of which stay',
    [{ by: hooks.organization, hookId: 2, payload: { organization } }],
    { ended: [2] },
  ],
  [
    'an organisation, with all others of it',
    [
      { by: hooks.organization, hookId: 2, payload: { organization } },
      { by: hooks.restricted, hookId: 4, payload: { organization } },
    ],
    { ended: [2, 4], without: [8] },
  ],
  [
    'a config that filters its events',
    [{ by: hooks.filtered, hookId: 3, payload: { repository: twin } }],
    { ended: [3] },
  ],
  [
    'a config that filters its repositories',
    [{ by: hooks.restricted, hookId: 4, payload: { organization, repository: twin } }],
    { ended: [4] },
  ],
  [
    'the App, which has no config',
    [{ by: null, hookId: 2, payload: { hook: { type: 'App', id: 2, app_id: 99 } } }],
    { ended: [] },
  ],
  [
    'a hook that is registered nowhere',
    [{ by: null, hookId: 404, payload: { repository: twin } }],
    { ended: [] },
  ],
  ['another config', [{ by: hooks.repository, hookId: 2, payload: { repository: twin } }], { ended: [] }],
  [
    'an id that is no number',
    [{ by: hooks.repository, hookId: 'x', payload: { repository: twin } }],
    { ended: [] },
  ],
  [
    'nothing, as it is another action',
    [{ by: hooks.repository, hookId: 1, payload: { action: 'edited', repository: twin } }],
    { ended: [] },
  ],
])('a deletion of the hook of %s ends its config and no other', async (_, sent, { ended, without = [] }) => {
  for (const each of sent) await send(each);
  expect(await inactive()).toEqual(ended);
  expect(await unhooked()).toEqual(without);
});

test('the deletion of a hook is one entry of the change log, even if it arrives repeatedly', async () => {
  const sent = { by: hooks.elsewhere, hookId: 5, payload: { repository: repositories[2] } };
  for (let n = 0; n < 3; n++) await send({ ...sent, payload: { ...sent.payload, n } });
  const entries = `select kind from changes where resource = 'repositories' and fields ? 'webhook_configured'`;
  expect(await query(entries)).toHaveLength(1);
  expect(await inactive()).toEqual([5]);
});

test('a late delivery about a hook that was created again changes nothing', async () => {
  await query('update webhook_configs set hook_id = 500 where id = 5');
  expect(await send({ by: hooks.elsewhere, hookId: 5, payload: { repository: repositories[2] } })).toBe(
    'processed',
  );
  expect([await inactive(), await unhooked()]).toEqual([[], []]);
  await send({ by: hooks.elsewhere, hookId: 500, payload: { repository: repositories[2] } });
  expect([await inactive(), await unhooked()]).toEqual([[5], [9]]);
});

test('the hook of a repository that is not tracked ends as well, and nothing else is applied', async () => {
  await changeTracking(worker.context.database, 9, { isTracked: false });
  await send({
    by: hooks.elsewhere,
    hookId: 5,
    payload: { repository: { ...repositories[2], description: 'new' } },
  });
  expect(await inactive()).toEqual([5]);
});
