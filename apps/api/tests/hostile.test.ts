import { Agent, request } from 'node:http';
import { contract, type RouteContract } from '@hubtwin/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueOf, pullOf, pushOf, runOf } from './payloads.ts';
import { adminKey, startApi, type TestApi } from './start-api.ts';

const repo = { id: 7001, fullName: 'acme/rocket' };
const sane: Record<string, string> = {
  owner: 'acme',
  repo: 'rocket',
  id: '61',
  number: '5',
  sha: 'a'.repeat(40),
  delivery_id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.apply([
    issueOf(repo, { id: 41, number: 5 }),
    pullOf(repo, { id: 43, number: 8 }),
    pushOf(repo, 'main', 11),
    runOf(repo, { id: 61 }),
  ]);
});
afterAll(async () => {
  agent.destroy();
  await api[Symbol.asyncDispose]();
});

const agent = new Agent({ keepAlive: true });

/** Sends what `fetch` would refuse or put right, and faster: these are some ten thousand requests. */
function statusOf(method: string, path: string, body: string | undefined): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' };
  const { port } = new URL(api.origin);
  request({ host: '127.0.0.1', port, path, agent, method, headers }, (response) => {
    response.resume().once('end', () => resolve(response.statusCode ?? 0));
  })
    .once('error', reject)
    .end(body);
  return promise;
}

/** Values that have broken somebody's API, and 100 more of every kind. */
const odd = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '../..',
    '%2e%2e%2f',
    '%00',
    '%0d%0aX:%20y',
    '%E0%A4%A',
    '%',
    '%ff',
    '%ed%a0%80',
    '*',
    '?',
    '#',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '1.5',
    '1e9',
    '0x10',
    '１２',
    '1_000',
    '2147483648',
    '9223372036854775808',
    '1'.repeat(400),
  ],
  ...[
    'NaN',
    'Infinity',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
    '[object Object]',
    '__proto__',
    'constructor',
  ],
  ...[
    "'",
    "' or 1=1 --",
    "'; drop table issues; --",
    '$1',
    '\\',
    '"',
    '`',
    '$' + '{1}',
    '{{7*7}}',
    '<script>',
    '%25s',
  ],
  ...[
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-02-29T00:00:00Z',
    'infinity',
    '-infinity',
    'epoch',
  ],
  ...[
    '2026-01-01T24:00:00Z',
    '10000-01-01T00:00:00Z',
    '2026-01-01T00:00:00%2B99:99',
    '0001-01-01T00:00:00%2B23:59',
  ],
  ...['😀', 'ﷺ'.repeat(50), '\u202e', 'İ', 'a'.repeat(5_000), 'W10', 'e30', 'bnVsbA', 'WyIiLG51bGwsbnVsbF0'],
  ...fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), { numRuns: 110, seed: 1 }),
  ...fc.sample(fc.base64String({ maxLength: 200 }), { numRuns: 20, seed: 2 }),
  ...fc.sample(fc.bigInt().map(String), { numRuns: 20, seed: 3 }),
];

/** Of 200 kinds of nonsense in each place in turn, the others sane. */
function addresses({ path, params, query }: RouteContract): string[] {
  const encoded = odd.map((value) =>
    /^%[\w%:.+-]*$/.test(value) ? value : encodeURIComponent(value.toWellFormed()),
  );
  const fill = (name: string, value: string | undefined) =>
    path.replace(/\{(\w+)\}/g, (_, at: string) => (at === name ? value : sane[at]) ?? '');
  return encoded.flatMap((value) => [
    ...Object.keys(params.shape).map((name) => fill(name, value)),
    ...Object.keys(query.shape).map((name) => `${fill('', '')}?limit=1&${name}=${value}`),
  ]);
}

const bodies = [
  '',
  '{',
  '[]',
  'null',
  '1',
  '"x"',
  '\0',
  '{"__proto__":{"limit":1}}',
  '{"event":null}',
  `${'['.repeat(60_000)}`,
];
const fields = ['event', 'action', 'repository', 'status', 'since', 'until', 'limit'];

test('at least 200 odd values are tried in every place', () => {
  expect(new Set(odd).size).toBeGreaterThanOrEqual(200);
});

test.for(Object.entries(contract).filter(([, { scope }]) => scope !== null))(
  '%s answers nonsense with anything but 5xx',
  async ([name, route]) => {
    const method = route.method.toUpperCase();
    const requests =
      name === 'replayWebhookEvents'
        ? [
            ...bodies.map((body) => ({ path: route.path, body })),
            ...fields.flatMap((field) =>
              [...odd, 1, -1, 1e300, true, null, [], {}, ['x'], '\ud800', '\0'].map((value) => ({
                path: route.path,
                body: JSON.stringify({ [field]: value, limit: 1 }),
              })),
            ),
          ]
        : addresses(route).map((path) => ({ path, body: undefined }));
    const failed: string[] = [];
    const next = requests.values();
    const lane = async () => {
      for (const { path, body } of next) {
        const status = await statusOf(method, path, body);
        if (status >= 500) failed.push(`${status} ${path} ${body}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    expect(failed).toEqual([]);
  },
);
