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
    issueOf(repo, { id: 42, number: 6 }),
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

/** Sends requests that `fetch` would refuse or correct, and faster: these are some ten thousand requests. */
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

/** Values that are known to break APIs, and 100 more of every kind. */
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

/** 200 kinds of invalid values in each place in turn, the others valid. */
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
/** Values that are not strings, and strings that only JSON can represent. */
const oddJson = [
  ...odd,
  1,
  -1,
  1e300,
  2 ** 53,
  true,
  null,
  [],
  {},
  ['x'],
  [[[]]],
  '\ud800',
  '\0',
  { $ne: 1 },
];

/** Invalid values in one field after the other, the rest as in the example; and bodies that are not objects. */
function bodiesFor({ path, bodyExample }: RouteContract): { path: string; body: string }[] {
  if (typeof bodyExample !== 'object' || bodyExample === null) return [];
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => sane[name] ?? '');
  const fields = [...Object.keys(bodyExample), 'limit'];
  const texts = oddJson.map((value, at) => {
    const field = fields[at % fields.length] ?? '';
    const isWrapped = Math.floor(at / fields.length) % 3 === 0;
    return JSON.stringify({ ...bodyExample, [field]: isWrapped ? [value] : value });
  });
  return [...bodies, ...texts].map((body) => ({ path: address, body }));
}

/** A cursor with a character changed, removed or doubled, or of another list. */
async function cursorsFor({ path, query }: RouteContract): Promise<string[]> {
  if (!('cursor' in query.shape)) return [];
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => sane[name] ?? '');
  const { json } = await api.ask(`${address}?limit=1`);
  const cursor: string = json?.next_cursor ?? Buffer.from('["AAAAAAAAAAAA","1","1"]').toString('base64url');
  const tampered = Array.from({ length: 60 }, (_, at) => {
    const place = at % cursor.length;
    return `${cursor.slice(0, place)}${cursor[place] === 'A' ? 'B' : 'A'}${cursor.slice(place + 1)}`;
  });
  const all = [...tampered, cursor.slice(1), cursor.slice(0, -1), cursor + cursor];
  return all.map((each) => `${address}?limit=1&cursor=${each}`);
}

test('at least 200 odd values are tried in every place', () => {
  expect(new Set(odd).size).toBeGreaterThanOrEqual(200);
});

test.for(Object.entries(contract).filter(([, { scope }]) => scope !== null))(
  '%s never answers invalid values with 5xx',
  async ([, route]) => {
    const method = route.method.toUpperCase();
    const tampered = route.method === 'get' ? await cursorsFor(route) : [];
    const requests = [
      ...[...addresses(route), ...tampered].map((path) => ({ path, body: undefined })),
      ...bodiesFor(route),
    ];
    const failed: string[] = [];
    const next = requests.values();
    const worker = async () => {
      for (const { path, body } of next) {
        const status = await statusOf(method, path, body);
        if (status >= 500) failed.push(`${status} ${path} ${body}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(failed).toEqual([]);
  },
);
