import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestFolder, waitFor } from '@hubtwin/test-kit';
import pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startUp } from './up-process.ts';

/** No hour and no day begins there when one begins in UTC. */
const zone = 'Asia/Kolkata';
const texts = { title: '修复登录错误: „Größe“ naïve 🐙', body: 'Ünïcödé\n\u2028line — ☃ — مرحبا' };
/** In the order of their code points; collations of languages have others. */
const labelNames = ['Zebra', 'apple', 'Äpfel', 'привет', '標籤', '🐛 bug'];

/** Who owns nothing here, where the test runs as root and others may read the checkout. */
function findStranger(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (kind: string) => Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' }));
  const stranger = { uid: id('-u'), gid: id('-g') };
  try {
    const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
    execFileSync(process.execPath, [entry, '--help'], { ...stranger, cwd: '/', stdio: 'ignore' });
    return stranger;
  } catch {
    return undefined;
  }
}

const issues = z.object({
  data: z.array(
    z.object({ title: z.string(), body: z.string().nullable(), number: z.int(), created_at: z.string() }),
  ),
});
const labels = z.object({ data: z.array(z.object({ name: z.string() })) });
const githubIssue = z.object({ created_at: z.string(), updated_at: z.string() });

test('as a user without rights, below a path with blanks, east of Greenwich, with LANG=C and umask 077, times, texts and orders are those of GitHub', async () => {
  await using owned = new AsyncDisposableStack();
  const root = createTestFolder('unusual');
  owned.defer(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'a folder', 'of my $HOME (копия)');
  mkdirSync(folder, { recursive: true });
  const as = findStranger();
  if (as !== undefined)
    for (const path of [root, join(root, 'a folder'), folder]) chownSync(path, as.uid, as.gid);
  const before = process.umask(0o077);
  await using up = await startUp({
    folder,
    as,
    environment: { TZ: zone, LANG: 'C', LC_ALL: 'C', HOME: '/nonexistent', NODE_COMPILE_CACHE: '' },
    arguments: ['--demo', '--only', 'simulator,ingress,sync-worker,api'],
  }).finally(() => process.umask(before));
  expect(up.output()).toContain('Hubtwin runs');
  const home = join(folder, '.hubtwin');
  // As root, Postgres runs as another user, and owns its data.
  if (process.getuid?.() !== 0 || as !== undefined) {
    const owner = `${as?.uid ?? process.getuid?.()}`;
    const others = execFileSync('find', [home, '!', '-user', owner, '-o', '-perm', '/077'], {
      encoding: 'utf8',
    });
    expect(others, 'files that are not its own alone').toBe('');
  }

  const read = (name: string) => JSON.parse(readFileSync(join(home, name), 'utf8'));
  const { adminKey, controlToken } = read('secrets.json');
  const twin = new pg.Client({ connectionString: read('environment.json').DATABASE_URL });
  twin.on('error', () => {});
  await twin.connect();
  const { rows: settings } = await twin.query('show timezone');
  expect(settings, 'the zone that the rest is about').toEqual([{ TimeZone: zone }]);

  const api = async (path: string): Promise<unknown> => {
    const address = `http://localhost:${up.ports.API_PORT}/api/v1/${path}`;
    return (await fetch(address, { headers: { authorization: `Bearer ${adminKey}` } })).json();
  };
  const command = async (name: string, input: object): Promise<void> => {
    const answer = await fetch(`http://localhost:${up.ports.SIMULATOR_PORT}/_sim/commands/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ repository: 'storefront', by: 'ada-okafor', ...input }),
    });
    expect([answer.status, name]).toEqual([200, name]);
  };
  const since = new Date(Date.now() - 60_000).toISOString();
  for (const name of labelNames.toReversed()) await command('createLabel', { name, color: 'ff0000' });
  await command('openIssue', { ...texts, labels: labelNames });

  const repository = 'repositories/demo-org/storefront';
  const find = async () =>
    issues
      .parse(await api(`${repository}/issues?limit=100&since=${since}`))
      .data.find(({ title }) => title === texts.title);
  await waitFor('the repository', async () => labels.safeParse(await api(`${repository}/labels`)).success);
  const found = await waitFor('the issue, by a time in UTC', find);
  expect(found.body).toBe(texts.body);
  const stored = await twin.query('select raw from issues where title = $1', [texts.title]);
  const atGitHub = githubIssue.parse(stored.rows[0]?.raw);
  expect(new Date(found.created_at)).toEqual(new Date(atGitHub.created_at));
  const { rows: shifted } = await twin.query(`
    select number, created_at, raw->>'created_at' as reported from issues
     where created_at <> (raw->>'created_at')::timestamptz or updated_at <> (raw->>'updated_at')::timestamptz`);
  expect(shifted).toEqual([]);

  const listed = async () =>
    labels.parse(await api(`${repository}/labels?limit=100`)).data.map(({ name }) => name);
  await waitFor('the labels', async () => {
    const names = await listed();
    return labelNames.every((name) => names.includes(name));
  });
  expect((await listed()).filter((name) => labelNames.includes(name))).toEqual(labelNames);

  await twin.end();
  expect(await up.stop('SIGINT')).toBe(0);
}, 120_000);
