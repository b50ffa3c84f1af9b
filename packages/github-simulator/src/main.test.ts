import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { signBody } from './delivery/sign-body.ts';
import { listen } from './http/listen.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

function run(...args: string[]) {
  return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function outcome(...args: string[]) {
  const child = run(...args);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

/** Resolves with the URL and the control token that the process prints. */
async function started(child: ChildProcess): Promise<{ url: string; token: string }> {
  let output = '';
  const ended = once(child, 'exit');
  for (;;) {
    const [, url] = /listens on port \d+: (\S+)\n/.exec(output) ?? [];
    const [, token] = /Control token (\S+)\n/.exec(output) ?? [];
    if (url !== undefined && token !== undefined) return { url, token };
    const [chunk] = await Promise.race([once(child.stdout ?? expect.fail(), 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`it ended:\n${output}`);
    output += chunk;
  }
}

async function stop(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  return (await ended)[0];
}

test('it prints its URL, serves the population with tokens that it creates, and exits on SIGTERM', async () => {
  const child = run('--port', '0', '--repositories', '20', '--scenario', 'quiet');
  const { url, token: controlToken } = await started(child);
  const post = (path: string, body: object) =>
    fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { token } = JSON.parse(await (await post('/_sim/tokens', { login: 'ada-okafor' })).text());
  const headers = { authorization: `token ${token}` };
  const listed = await fetch(`${url}/orgs/demo-org/repos?per_page=100`, { headers });
  const repositories = JSON.parse(await listed.text());
  expect(repositories).toHaveLength(26);
  expect(repositories[0].url).toBe(`${url}/repos/demo-org/storefront`);
  expect(await stop(child)).toBe(0);
});

test('the demo installs the App and signs its deliveries', async () => {
  const { promise: receivedEvent, resolve: resolveEvent } =
    Promise.withResolvers<[event: unknown, isSigned: boolean]>();
  await using receiver = await listen(
    async (request, response) => {
      const { 'x-github-event': event, 'x-hub-signature-256': signature } = request.headers;
      const body = await text(request);
      response.end();
      const expected = signBody('a secret', body)['X-Hub-Signature-256'];
      if (event === 'installation') resolveEvent([event, signature === expected]);
    },
    0,
    '127.0.0.1',
  );
  const url = `http://127.0.0.1:${receiver.port}/hook`;
  const child = run('--port', '0', '--webhook-url', url, '--webhook-secret', 'a secret');
  await started(child);
  expect(await receivedEvent).toEqual(['installation', true]);
  expect(await stop(child)).toBe(0);
});

test('--help lists the options', async () => {
  const { out, code } = await outcome('--help');
  expect(out).toContain('--webhook-secret');
  expect(code).toBe(0);
});

test.each([
  [['--port', 'many'], '--port must be an integer'],
  [['--repositories', '-1'], '--repositories'],
  [['--repositories', '1.5'], '--repositories must be an integer'],
  [['--organisation', 'a b'], '--organisation must be'],
  [['extra'], 'extra'],
  [['--webhook-url', 'localhost:3000'], '--webhook-url must be an http or https URL'],
  [['--scenario', 'wild'], '--scenario must be demo or quiet'],
  [['--speed', '9'], '--speed'],
  [['--control-token', 'short'], '--control-token must be'],
])('%j is rejected with the reason', async (args, reason) => {
  const { err, code } = await outcome(...args);
  expect(err).toContain(reason);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});

test('a port in use is reported in one line', async () => {
  await using taken = await listen(() => {}, 0, '127.0.0.1');
  const { err, code } = await outcome('--port', `${taken.port}`);
  expect(err).toMatch(/EADDRINUSE.*\n$/);
  expect(code).toBe(1);
});
