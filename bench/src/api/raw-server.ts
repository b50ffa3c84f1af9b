// The baseline: node:http and pg, with the statements of our API, and nothing else.
import { createServer } from 'node:http';
import pg from 'pg';

const [databaseUrl] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });

const columns = `t.id, t.repository_id, r.full_name as repository_full_name, t.number, t.title, t.body, t.state,
  t.state_reason, t.locked, t.comments, t.author_id, t.author_login, t.assignees, t.labels,
  t.milestone_number, t.html_url, t.created_at, t.updated_at, t.closed_at, t.synced_at, t.source`;
const from = `from issues as t left join repositories as r on r.id = t.repository_id`;
const named = `select id, true as "isVisible" from repositories
  where lower(full_name) = $1 and deleted_at is null and untracked_at is null order by id desc limit 1`;
const page = `select page.*, array[(extract(epoch from page.sort_0) * 1000000)::bigint::text, page.sort_1::text] as sort_key
  from (select ${columns}, t.updated_at as sort_0, t.id as sort_1 ${from}
         where t.repository_id = $1 and t.deleted_at is null and r.deleted_at is null and r.untracked_at is null
           and t.state = $2
         order by t.updated_at desc, t.id desc limit $3) as page
 order by page.sort_0 desc, page.sort_1 desc limit $3`;
const item = `select ${columns}, t.raw ${from} where t.repository_id = $1 and t.number = $2 and t.deleted_at is null limit 1`;

async function answer(url: string): Promise<unknown> {
  const [, owner, name, number] =
    /^\/api\/v1\/repositories\/([^/]+)\/([^/]+)\/issues(?:\/(\d+))?/.exec(url) ?? [];
  const found = await pool.query(named, [`${owner}/${name}`.toLowerCase()]);
  const [repository] = found.rows;
  if (number !== undefined) return (await pool.query(item, [repository.id, Number(number)])).rows[0];
  const { rows } = await pool.query(page, [repository.id, 'open', 51]);
  return { data: rows.slice(0, 50), next_cursor: rows[50]?.sort_key ?? null };
}

const server = createServer((request, response) => {
  answer(request.url ?? '').then(
    (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: Reflect.get(server.address() ?? {}, 'port') }));
process.once('disconnect', () => process.exit(0));
