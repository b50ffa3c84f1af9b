// A typical Probot app that stores its events: one awaited INSERT in the handler.
import { createServer } from 'node:http';
import pg from 'pg';
import { createNodeMiddleware, createProbot } from 'probot';

const [databaseUrl, secret = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query('create table if not exists events (guid uuid primary key, event text, payload jsonb)');

const probot = createProbot({ overrides: { secret, githubToken: 'unused', logLevel: 'fatal' } });
const middleware = await createNodeMiddleware(
  (app) => {
    app.onAny(async ({ id, name, payload }) => {
      await pool.query({
        name: 'insert',
        text: 'insert into events (guid, event, payload) values ($1, $2, $3) on conflict do nothing',
        values: [id, name, JSON.stringify(payload)],
      });
    });
  },
  { probot, webhooksPath: '/webhooks/github' },
);
const server = createServer(middleware);
server.listen(0, '127.0.0.1', () => process.send?.({ port: Reflect.get(server.address() ?? {}, 'port') }));
process.once('disconnect', () => process.exit(0));
