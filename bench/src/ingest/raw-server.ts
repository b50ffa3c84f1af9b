// The baseline: node:http and an HMAC before the best grouped insert we know, and nothing else.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const [databaseUrl, secret = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
await pool.query('create table if not exists deliveries (guid uuid primary key, event text, body bytea)');

const maxPerInsert = 64;
const insertsAtOnce = 2;
const waiting: { guid: string; event: string; body: Buffer; done: (error?: unknown) => void }[] = [];
let inserts = 0;

async function insertWaiting(): Promise<void> {
  if (inserts === insertsAtOnce || waiting.length === 0) return;
  inserts += 1;
  const group = waiting.splice(0, maxPerInsert);
  const rows = group.map((_, n) => `($${n * 3 + 1}, $${n * 3 + 2}, $${n * 3 + 3})`);
  try {
    await pool.query({
      name: `insert-${group.length}`,
      text: `insert into deliveries (guid, event, body) values ${rows.join(', ')} on conflict do nothing`,
      values: group.flatMap(({ guid, event, body }) => [guid, event, body]),
    });
    for (const { done } of group) done();
  } catch (error) {
    for (const { done } of group) done(error);
  }
  inserts -= 1;
  void insertWaiting();
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const expected = createHmac('sha256', secret).update(body).digest();
    const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
    if (given.length !== 32 || !timingSafeEqual(expected, given)) return void response.writeHead(401).end();
    const guid = String(request.headers['x-github-delivery']);
    const event = String(request.headers['x-github-event']);
    waiting.push({ guid, event, body, done: (error) => response.writeHead(error ? 503 : 202).end('{}') });
    void insertWaiting();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: Reflect.get(server.address() ?? {}, 'port') }));
process.once('disconnect', () => process.exit(0));
