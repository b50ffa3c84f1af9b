import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readArguments } from './command-line/read-arguments.ts';
import { signBody } from './delivery/sign-body.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${folder}/README.md`, 'utf8');

/** A server on a free port. */
async function listen(take: (request: { headers: IncomingHttpHeaders; body: string }) => void) {
  const server = createServer(async (request, response) => {
    take({ headers: request.headers, body: await text(request) });
    response.writeHead(202).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

test('the examples of the README run: their changes are delivered, served and logged', async () => {
  const firstRequest = Promise.withResolvers<{ headers: IncomingHttpHeaders; body: string }>();
  const { server: receiver, port: receiverPort } = await listen(firstRequest.resolve);
  const { server: holder, port } = await listen(() => {});
  await new Promise((done) => holder.close(done));

  const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, example]) => example).join('\n');
  const code = examples.replaceAll(':3000', `:${receiverPort}`).replaceAll('3002', `${port}`);
  const run = ['--input-type=module-typescript', '--eval', code];
  // In the package's folder, so that the package resolves by its name.
  const child = spawn(process.execPath, run, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  child.on('exit', (status) => firstRequest.reject(new Error(`the example ended with ${status}`)));
  try {
    const delivery = await firstRequest.promise;
    expect(delivery.headers['x-github-event']).toBe('issues');
    const signed = signBody('a secret that both sides know', delivery.body);
    expect(delivery.headers['x-hub-signature-256']).toBe(signed['X-Hub-Signature-256']);

    const url = `http://127.0.0.1:${port}`;
    const [, token = ''] = /controlToken = '(.+?)'/.exec(examples) ?? [];
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const issues = () => fetch(`${url}/repos/demo-org/storefront/issues`);
    // The fault of the example applies to two requests.
    expect([(await issues()).status, (await issues()).status]).toEqual([502, 502]);
    expect(await (await issues()).json()).toMatchObject([{ title: 'Slow' }]);
    const log = await fetch(`${url}/_sim/requests?route=GET /repos/:owner/:repo/issues`, { headers });
    expect(await log.json()).toMatchObject([{ status: 502 }, { status: 502 }, { status: 200 }]);

    const body = JSON.stringify({ repository: 'storefront', by: 'ada-okafor', title: 'Slower' });
    await fetch(`${url}/_sim/commands/openIssue`, { method: 'POST', headers, body });
    expect(await (await issues()).json()).toMatchObject([{ title: 'Slower' }, { title: 'Slow' }]);

    // A list starts with the highest number.
    const grown = await fetch(`${url}/repos/demo-org/monolith/issues?state=all&per_page=1`);
    expect(await grown.json()).toMatchObject([{ number: 50_000 }]);
    const { repositories } = JSON.parse(await (await fetch(`${url}/_sim/state`, { headers })).text());
    expect(repositories).toBeGreaterThan(1_000);
  } finally {
    child.kill();
    receiver.closeAllConnections();
    receiver.close();
  }
});

test('the command of the README is valid', () => {
  const [, line = ''] = /npx hubtwin-simulator (.*?) +#/s.exec(readme) ?? [];
  const args = line.replace('\\\n', ' ').split(/ +/);
  expect(readArguments(args.map((each) => each.replaceAll("'", '')))).toMatchObject({
    port: 3002,
    webhookUrl: 'http://127.0.0.1:3000/webhooks/github',
    population: { repositories: 1_000 },
    scenario: 'quiet',
  });
});
