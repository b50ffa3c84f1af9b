import type { Resource } from '@hubtwin/resources';
import { createTestDatabase } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { readdress } from './readdress.ts';
import { readdressMoved } from './readdress-moved.ts';

const move = { id: 1, from: ['acme/old.name'], to: 'initech/new', hosts: ['github.com', 'localhost:8080'] };
const moved = (address: string) => readdress({ html_url: address }, move).html_url;

test.each([
  ['https://github.com/acme/old.name', 'https://github.com/initech/new'],
  ['https://github.com/Acme/Old.Name/issues/1', 'https://github.com/initech/new/issues/1'],
  ['https://github.com/acme/old.name.git', 'https://github.com/initech/new.git'],
  [
    'https://api.github.com/repos/acme/old.name/labels{/name}',
    'https://api.github.com/repos/initech/new/labels{/name}',
  ],
  [
    'https://uploads.github.com/repos/acme/old.name/assets',
    'https://uploads.github.com/repos/initech/new/assets',
  ],
  ['git://github.com/acme/old.name.git', 'git://github.com/initech/new.git'],
  ['git@github.com:acme/old.name.git', 'git@github.com:initech/new.git'],
  ['http://localhost:8080/api/v3/repos/acme/old.name', 'http://localhost:8080/api/v3/repos/initech/new'],
])('%s follows', (old, now) => {
  expect(moved(old)).toBe(now);
});

test.each([
  'https://github.com/acme/old.name.js',
  'https://github.com/acme/old.name-two',
  'https://github.com/acme/oldxname',
  'https://github.com/acme',
  'https://github.com/other/acme/old.name',
  'https://notgithub.com/acme/old.name',
  'https://ci.example/acme/old.name',
  'see https://github.com/acme/old.name',
])('%s stays', (address) => {
  expect(moved(address)).toBe(address);
});

test('URLs are updated at any depth, and texts are not', () => {
  const address = 'https://github.com/acme/old.name/pull/1';
  const now = 'https://github.com/initech/new/pull/1';
  expect(
    readdress({ body: address, _links: { html: { href: address } }, parents: [{ url: address }] }, move),
  ).toEqual({ body: address, _links: { html: { href: now } }, parents: [{ url: now }] });
});

test('a fork that uses the former name now keeps its URLs', () => {
  const named = (id: number) => ({ id, full_name: 'acme/old.name', url: 'https://github.com/acme/old.name' });
  const pull = { head: { repo: named(2) }, base: { repo: named(1) } };
  expect(readdress(pull, move)).toEqual({
    head: { repo: named(2) },
    base: { repo: { ...named(1), url: 'https://github.com/initech/new' } },
  });
});

const issues: Resource = {
  ...{ name: 'issues', table: 'issues', key: ['id'], inRepository: true, changes: ['title'] },
  columns: (raw) => ({ title: raw.title, html_url: raw.html_url }),
};

test('the contents of a renamed repository are updated, also late ones, and nothing else', async () => {
  await using connection = await createTestDatabase();
  const { database, pool } = connection;
  const kept = `'', 'webhook', now()`;
  const store = (id: number, repository: number, name: string, body = '') => {
    const raw = { id, title: 'a', body, html_url: `https://github.com/acme/${name}/issues/${id}` };
    return pool.query(
      `insert into issues (id, repository_id, number, html_url, raw, version, source, synced_at)
       values ($1::bigint, $2, $1::int, $3, $4, ${kept})`,
      [id, repository, raw.html_url, raw],
    );
  };
  await pool.query(
    `insert into repositories (id, owner_id, full_name, html_url, raw, version, source, synced_at)
     select id, 1, 'acme/' || name, 'https://github.com/acme/' || name, '{}', ${kept}
       from (values (1, 'new'), (2, 'other')) as r (id, name)`,
  );
  await pool.query(
    `insert into repository_names (full_name, repository_id, raw, version, source, synced_at)
     select 'acme/' || name, id, '{}', '', 'webhook', now() - interval '30 days'
       from (values (1, 'old'), (1, 'new'), (2, 'other')) as n (id, name)`,
  );
  const text = `"html_url": "https://github.com/acme/old" in https://github.com/acme/old`;
  for (let id = 1; id <= 5; id++) await store(id, 1, 'old', text);
  await store(6, 2, 'old');
  const stored = async () =>
    (await pool.query(`select id, html_url, raw from issues order by id`)).rows.map(
      ({ id, html_url, raw }) => {
        expect(raw.html_url).toBe(html_url);
        expect(raw.body).toBe(id === 6 || id === 7 ? '' : text);
        return /acme\/(\w+)/.exec(html_url)?.[1];
      },
    );

  const follow = () => readdressMoved(database, [issues], { batch: 2 });
  expect(await follow()).toBe(5);
  expect(await stored()).toEqual(['new', 'new', 'new', 'new', 'new', 'old']);
  const { rows: changes } = await pool.query('select key, kind from changes order by key');
  expect(changes).toEqual(['1', '2', '3', '4', '5'].map((key) => ({ key, kind: 'updated' })));

  await store(7, 1, 'old');
  expect(await follow()).toBe(0);
  const age = (span: string) =>
    pool.query(
      `update sync_cursors set updated_at = updated_at - $1::interval,
              value = value || jsonb_build_object('since', (value->>'since')::timestamptz - $1::interval)`,
      [span],
    );
  await age('61 minutes');
  expect(await follow()).toBe(1);
  await store(8, 1, 'old', text);
  await age('8 days');
  expect(await follow()).toBe(0);
  expect(await stored()).toEqual(['new', 'new', 'new', 'new', 'new', 'old', 'new', 'old']);

  await pool.query(`update repositories set full_name = 'acme/newest' where id = 1`);
  expect(await follow()).toBe(7);
  expect(await follow()).toBe(0);

  // Renamed and renamed back between two passes.
  await pool.query(
    `insert into repository_names (full_name, repository_id, raw, version, source, synced_at)
     values ('acme/between', 1, '{}', ${kept})`,
  );
  await store(9, 1, 'between', text);
  await age('8 days');
  expect(await follow()).toBe(1);
});
