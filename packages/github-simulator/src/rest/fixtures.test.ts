import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { history } from '../scenario/history.ts';
import { type RunningRest, serveRest } from './serve-rest.ts';

// What real answers of GitHub looked like when they were recorded: the simulator must not lack a field.

const folder = import.meta.resolve('@octokit/fixtures/package.json');

let github: RunningRest;
let token: string;
beforeAll(async () => {
  github = await serveRest();
  for (const _ of history(github.simulator));
  token = github.rest.credentials.createPersonalToken({ login: 'ada-okafor' });
  return () => github[Symbol.asyncDispose]();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(github.url + path, {
    headers: { authorization: `token ${token}`, ...headers },
    redirect: 'manual',
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Paths of all fields; of a list, those of its first element. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return fieldsOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [
    `${path}.${name}`,
    ...fieldsOf(child, `${path}.${name}`),
  ]);
}

/** Recorded fields that are missing, other than below something that is null or empty here. */
function missing(recorded: unknown, ours: unknown): string[] {
  const have = new Set(fieldsOf(ours));
  return fieldsOf(recorded).filter((field) => {
    const parent = field.slice(0, field.lastIndexOf('.'));
    return (
      !have.has(field) &&
      (parent === '' || parent === '[]' || [...have].some((each) => each.startsWith(`${parent}.`)))
    );
  });
}

interface Recorded {
  method: string;
  path: string;
  status: number;
  response: unknown;
}

function recorded(scenario: string, wanted: (exchange: Recorded) => boolean): unknown {
  const file = new URL(`scenarios/api.github.com/${scenario}/normalized-fixture.json`, folder);
  const exchanges: Recorded[] = JSON.parse(readFileSync(file, 'utf8'));
  return exchanges.find(wanted)?.response ?? expect.fail(`${scenario} has no such answer`);
}

const isGet = (end: RegExp) => (exchange: Recorded) =>
  exchange.method === 'get' && exchange.status === 200 && end.test(exchange.path);

test.each([
  ['get-repository', isGet(/hello-world$/), '/repos/demo-org/storefront'],
  ['rename-repository', isGet(/repositories\/\d+$/), '/repos/demo-org/storefront'],
  ['labels', isGet(/labels\/labels$/), '/repos/demo-org/storefront/labels'],
  ['labels', isGet(/labels\/labels\/[^/]+$/), '/repos/demo-org/storefront/labels/bug'],
  ['paginate-issues', isGet(/issues\?/), '/repos/demo-org/storefront/issues?state=all'],
  ['get-organization', isGet(/orgs\//), '/orgs/demo-org'],
] as const)('%s: no recorded field is missing', async (scenario, wanted, path) => {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  expect(missing(recorded(scenario, wanted), answer.body)).toEqual([]);
});
