import { listen } from '@hubtwin/service';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startApi } from './start-api.ts';

const refused = [
  '../user',
  '../..',
  'acme/..',
  'acme/.',
  './rocket',
  'acme/../rocket',
  'acme/%2e%2e',
  '%2e%2e/user',
  'acme/',
  '/rocket',
  'acme',
  'acme/rocket/issues',
  `acme/${'a'.repeat(101)}`,
  `${'a'.repeat(40)}/rocket`,
  'acme/rocket ',
  ' acme/rocket',
  'acme/rocket\n',
  'acme/rock et',
  'acme/rocket?x',
  'acme/rocket#x',
  'acme\\rocket',
  'acme/..\\user',
  'acme/rоcket',
  'acme/rocket\u0000',
  'acme/rocket.git',
  'acme/rocket.GIT',
  'ac.me/rocket',
  '-acme/rocket',
];

test('names that are invalid on GitHub are refused in every parameter, without a request to GitHub', async () => {
  let requests = 0;
  const github = await listen(
    (_request, response) => {
      requests += 1;
      response.writeHead(404).end('{}');
    },
    { port: 0, variable: 'PORT', host: '127.0.0.1' },
  );
  await using api = await startApi({
    github: { baseUrl: `http://127.0.0.1:${github.port}`, tokens: ['a-token'] },
  });
  for (const name of refused) {
    const bodies = {
      '/api/v1/repositories': { repository: name },
      '/api/v1/projects': { repository: name },
      '/api/v1/webhooks/configs': { repository: name },
      '/api/v1/webhooks/events/replay': { repository: name },
      '/api/v1/api-keys': { name: 'k', scopes: ['read'], repositories: [name] },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const { status } = await api.ask(path, { method: 'POST', body });
      expect([path, name, status]).toEqual([path, name, 400]);
    }
    for (const path of ['access', 'search?q=x', 'projects', 'webhooks/events']) {
      const query = `${path.includes('?') ? '&' : '?'}repository=${encodeURIComponent(name)}`;
      const { status } = await api.ask(`/api/v1/${path}${query}`);
      expect([path, name, status]).toEqual([path, name, 400]);
    }
    // Segments of their own: the client of the test would take dots for the way elsewhere.
    const [owner = '', repo = ''] = name.split('/');
    if (/^\.{0,2}$/.test(owner) || /^\.{0,2}$/.test(repo) || name.split('/').length > 2) continue;
    const address = `/api/v1/repositories/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
    expect([name, (await api.ask(address)).status]).toEqual([name, 400]);
  }
  expect(requests).toBe(0);
  await github[Symbol.asyncDispose]();
});

test.for([
  ['a user', { id: 7, login: 'rocket', type: 'User', name: 'Rocket' }],
  ['an organisation', { id: 7, login: 'acme', name: 'acme' }],
  ['an issue', { id: 7, number: 1, title: 'x', url: 'https://api.github.com/repos/acme/rocket/issues/1' }],
  ['a repository under a name that is not its own', { id: 7, full_name: 'acme/rocket', name: 'other' }],
  [
    'a repository of another owner',
    { id: 7, full_name: 'acme/rocket', name: 'rocket', owner: { id: 1, login: 'x' } },
  ],
  ['a repository without a name', { id: 7, full_name: null, name: 'rocket' }],
  ['a list', [{ id: 7, full_name: 'acme/rocket' }]],
] as const)('%s that GitHub answers in place of a repository is not stored as one', async ([, answer]) => {
  const github = await listen(
    (_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    },
    { port: 0, variable: 'PORT', host: '127.0.0.1' },
  );
  await using api = await startApi({
    github: { baseUrl: `http://127.0.0.1:${github.port}`, tokens: ['a-token'] },
  });
  const { status, json } = await api.ask('/api/v1/repositories', {
    method: 'POST',
    body: { repository: 'acme/rocket' },
  });
  expect([status, json.code]).toEqual([502, 'github_server']);
  const { rows } = await sql`select id from repositories`.execute(api.connection.database);
  expect(rows).toEqual([]);
  await github[Symbol.asyncDispose]();
});
