import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkGitHubUrl } from './check-github-url.ts';
import { describeConnectionError } from './describe-connection-error.ts';

let owned: AsyncDisposableStack;
beforeEach(() => {
  owned = new AsyncDisposableStack();
});
afterEach(() => owned.disposeAsync());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.defer(async () => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Response = { status?: number; headers?: Record<string, string>; body?: string };
const answering = (answer: (path: string) => Response) =>
  serve((request, response) => {
    const { status = 200, headers = {}, body = '' } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };
const meta: Response = { headers: json, body: '{"verifiable_password_authentication":false}' };
const notFound: Response = {
  status: 404,
  headers: { ...json, 'x-github-request-id': '1' },
  body: '{"message":"Not Found","documentation_url":"https://docs.github.com/rest"}',
};
const page: Response = { headers: html, body: '<!DOCTYPE html><html><body>GitHub Enterprise</body></html>' };

async function faultAt(url: string) {
  const { check, aheadMs } = await checkGitHubUrl(url);
  expect([check.outcome, aheadMs]).toEqual(['failed', null]);
  return { message: check.message, remedy: check.remedy ?? '' };
}

test('GitHub answers at its URL, also an Enterprise Server that requires credentials', async () => {
  const open = await answering(() => meta);
  const { check, aheadMs } = await checkGitHubUrl(open);
  expect(check).toMatchObject({ outcome: 'ok', remedy: null });
  expect(Math.abs(aheadMs ?? Number.NaN)).toBeLessThan(2_000);
  const body =
    '{"message":"Must authenticate to access this API.","documentation_url":"https://docs.github.com"}';
  const isPrivate = await answering(() => ({ status: 401, headers: json, body }));
  expect((await checkGitHubUrl(isPrivate)).check.outcome).toBe('ok');
});

test('an Enterprise Server without /api/v3 is a web page, and the remedy has the right URL', async () => {
  const origin = await answering((path) => (path.startsWith('/api/v3/') ? meta : page));
  expect(await faultAt(origin)).toEqual({
    message: `${origin} answers with a web page, so it is not the REST API (200).`,
    remedy: `Correct GITHUB_BASE_URL: GitHub's API is at ${origin}/api/v3.`,
  });
  expect((await faultAt(`${origin}/api`)).remedy).toContain(`is at ${origin}/api/v3.`);
});

test('a path that GitHub does not have is reported with the right one', async () => {
  const origin = await answering((path) => (path === '/meta' ? meta : notFound));
  expect(await faultAt(`${origin}/api/v3`)).toEqual({
    message: `${origin}/api/v3 is a path that does not exist (404).`,
    remedy: `Correct GITHUB_BASE_URL: GitHub's API is at ${origin}.`,
  });
});

test.each<[string, Response, RegExp]>([
  ['another web page', { ...page, status: 404 }, /answers with a web page, .*\(404\)/],
  ['JSON of another server', { headers: json, body: '{"status":"ok"}' }, /JSON of another server, .*\(200\)/],
  [
    'a JSON error of another server',
    { status: 401, headers: json, body: '{"message":"no"}' },
    /JSON of another server/,
  ],
  ['a JSON list', { headers: json, body: '[]' }, /JSON of another server/],
  ['a text', { body: 'hello' }, /answers with no JSON/],
  ['nothing', { status: 204 }, /answers with no JSON/],
])('%s is not GitHub', async (_, response, message) => {
  const fault = await faultAt(await answering(() => response));
  expect(fault.message).toMatch(message);
  expect(fault.remedy).toContain('https://api.github.com (the default), or https://<host>/api/v3');
});

test('a redirect is named with its target, without its query', async () => {
  const origin = await answering(() => ({
    status: 302,
    headers: { location: 'https://login.example.com/sso?token=secret' },
  }));
  expect((await faultAt(origin)).message).toBe(
    `${origin} is redirected to https://login.example.com/sso (302).`,
  );
});

test.each<Response>([
  { status: 407, headers: html, body: '<html>Proxy Authentication Required</html>' },
  { status: 502, headers: html, body: '<html>Bad Gateway</html>' },
  { status: 503, body: 'upstream connect error' },
  { status: 504 },
])('the response of a proxy is recognised: %j', async (response) => {
  const fault = await faultAt(await answering(() => response));
  expect(fault.message).toMatch(/^A proxy answers instead of /);
  expect(fault.remedy).toMatch(/HTTPS_PROXY/);
});

test('a name without an address, a closed port and a port that does not speak TLS are distinguished', async () => {
  expect(await faultAt('https://github.invalid/api/v3')).toMatchObject({
    message: expect.stringMatching(/^The name github\.invalid cannot be resolved/),
    remedy: expect.stringMatching(/DNS/),
  });
  expect((await faultAt('http://127.0.0.1:1')).message).toMatch(/^Cannot connect to 127\.0\.0\.1:1/);
  const plain = await answering(() => meta);
  expect((await faultAt(plain.replace('http:', 'https:'))).message).toMatch(/does not speak TLS/);
  const reset = await serve((request) => void request.socket.destroy());
  expect((await faultAt(reset)).message).toMatch(/^Cannot connect/);
});

test.each([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('a certificate that is not accepted is named: %s', (code) => {
  const cause = Object.assign(new Error('certificate trouble'), { code });
  const [message, remedy] = describeConnectionError(
    'https://ghe.example/api/v3',
    new TypeError('x', { cause }),
  );
  expect(message).toBe('The certificate of ghe.example is not accepted: certificate trouble.');
  expect(remedy).toContain('NODE_EXTRA_CA_CERTS');
});

test('a timeout is recognised', () => {
  const late = new DOMException('late', 'TimeoutError');
  expect(describeConnectionError('https://ghe.example', late)[0]).toBe(
    'ghe.example does not answer in time.',
  );
});
